package samples;

import static samples.Table.Row.plain;
import static samples.Table.Row.sum;
import static samples.Table.left;
import static samples.Table.right;

import java.awt.Color;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/// The annual report: prose in two columns, tables and charts across the width. In every table cost
/// and profit add up, and the balance sheet balances.
final class AnnualReport {
  static final float MARGIN = 54;
  static final float WIDTH = Canvas.WIDTH - 2 * MARGIN;
  private static final float GUTTER = 24;
  private static final float COLUMN = (WIDTH - GUTTER) / 2;
  private static final float TOP = 84;
  private static final float LOWEST = Canvas.HEIGHT - 64;

  static final Color TEAL = new Color(0x0F4C5C);
  static final Color AMBER = new Color(0xE08E2B);
  static final Color GREY = new Color(0x68737A);
  private static final Color PALE = new Color(0xE7F0F2);
  private static final Color BLACK = new Color(0x20262A);

  private static final Ink BODY = new Ink(Face.SERIF, 11, 15.6f, BLACK);
  private static final Ink CHAPTER = new Ink(Face.SANS_BOLD, 20, 25, TEAL);
  private static final Ink HEADING = new Ink(Face.SANS_BOLD, 11.4f, 15.5f, TEAL);
  private static final Ink CELL = new Ink(Face.SANS, 9, 12, BLACK);
  private static final Ink NOTE = new Ink(Face.SANS_ITALIC, 8.2f, 11, GREY);
  private static final Ink SMALL = new Ink(Face.SANS, 8, 10, GREY);
  private static final Table.Look LOOK = new Table.Look(CELL, TEAL, PALE);

  private final PDDocument document;
  private final Fonts fonts;

  private AnnualReport(PDDocument document) {
    this.document = document;
    this.fonts = new Fonts(document);
  }

  static byte[] bytes() throws IOException {
    try (PDDocument document = new PDDocument()) {
      AnnualReport report = new AnnualReport(document);
      report.yearInBrief();
      report.marketsAndProducts();
      report.results();
      report.peopleAndPlanet();
      report.balanceAndOutlook();
      return PdfFile.bytes(document, "Annual report 2025", Facts.COMPANY);
    }
  }

  private void yearInBrief() throws IOException {
    try (Canvas canvas = new Canvas(document, fonts)) {
      canvas.fill(TEAL, new Spot(0, 0), Canvas.WIDTH, 176);
      canvas.fill(AMBER, new Spot(0, 176), Canvas.WIDTH, 4);
      Ink name = new Ink(Face.SANS_BOLD, 11, 14, new Color(0xBFD8DE));
      canvas.label(Facts.COMPANY, name, Alignment.LEFT, new Spot(MARGIN, 66));
      Ink title = new Ink(Face.SERIF_BOLD, 38, 42, Color.WHITE);
      canvas.label("Annual Report 2025", title, Alignment.LEFT, new Spot(MARGIN, 112));
      Ink motto = new Ink(Face.SERIF_ITALIC, 13, 16, new Color(0xDCEBEE));
      String line = "Pumps that are heard of only when they are praised";
      canvas.label(line, motto, Alignment.LEFT, new Spot(MARGIN, 138));
      keyFigures(canvas, 204);
      float y = chapter(canvas, "The year in brief", 302);
      twoColumns(canvas, ReportText.YEAR_IN_BRIEF, y);
      footer(canvas, 1);
    }
  }

  private static void keyFigures(Canvas canvas, float y) throws IOException {
    String[][] figures = {
      {"£22.86m", "revenue"},
      {"£1.90m", "profit for the year"},
      {"4,870", "pumps shipped"},
      {"143", "employees"}
    };
    float wide = WIDTH / figures.length;
    Ink large = new Ink(Face.SANS_BOLD, 22, 26, TEAL);
    Ink below = new Ink(Face.SANS, 9, 12, GREY);
    for (int i = 0; i < figures.length; i++) {
      Spot at = new Spot(MARGIN + i * wide, y + 26);
      if (i > 0) {
        Spot edge = new Spot(at.x() - 14, y + 4);
        canvas.rule(new Color(0xC7D6DA), 0.8f, edge, edge.down(40));
      }
      canvas.label(figures[i][0], large, Alignment.LEFT, at);
      canvas.label(figures[i][1], below, Alignment.LEFT, at.down(17));
    }
    canvas.rule(new Color(0xC7D6DA), 0.8f, new Spot(MARGIN, y + 64), rightEdge(y + 64));
  }

  private void marketsAndProducts() throws IOException {
    Table segments =
        new Table(
            List.of(left(40), right(20), right(20), right(20)),
            List.of("Revenue by market (£'000)", "2023", "2024", "2025"),
            List.of(
                plain("Water supply", "7,480", "8,350", "9,600"),
                plain("Industry", "6,850", "7,140", "7,750"),
                plain("Building services", "2,590", "2,900", "3,360"),
                plain("Spare parts and service", "1,500", "1,760", "2,150"),
                sum("Total revenue", "18,420", "20,150", "22,860")),
            LOOK);
    try (Canvas canvas = new Canvas(document, fonts)) {
      header(canvas);
      float y = chapter(canvas, "Markets and products", TOP);
      y = twoColumns(canvas, ReportText.MARKETS, y);
      across(canvas, new Galley(fonts, WIDTH).table(segments, 0), y + 22);
      footer(canvas, 2);
    }
  }

  private void results() throws IOException {
    Table income =
        new Table(
            List.of(left(40), right(20), right(20), right(20)),
            List.of("Income statement (£'000)", "2023", "2024", "2025"),
            List.of(
                plain("Revenue", "18,420", "20,150", "22,860"),
                plain("Cost of sales", "–11,790", "–12,700", "–14,060"),
                sum("Gross profit", "6,630", "7,450", "8,800"),
                plain("Selling and distribution", "–2,140", "–2,310", "–2,560"),
                plain("Administration", "–1,820", "–1,960", "–2,150"),
                plain("Research and development", "–880", "–1,040", "–1,370"),
                sum("Operating profit", "1,790", "2,140", "2,720"),
                plain("Finance costs", "–210", "–240", "–190"),
                sum("Profit before tax", "1,580", "1,900", "2,530"),
                plain("Tax", "–380", "–475", "–630"),
                sum("Profit for the year", "1,200", "1,425", "1,900")),
            LOOK);
    try (Canvas canvas = new Canvas(document, fonts)) {
      header(canvas);
      float y = chapter(canvas, "Results", TOP);
      y = across(canvas, new Galley(fonts, WIDTH).table(income, 0), y) + 22;
      y = twoColumns(canvas, ReportText.RESULTS, y);
      ReportChart.draw(canvas, y + 26);
      footer(canvas, 3);
    }
  }

  private void peopleAndPlanet() throws IOException {
    Table people =
        new Table(
            List.of(left(40), right(20), right(20), right(20)),
            List.of("People and environment", "2023", "2024", "2025"),
            List.of(
                plain("Employees on 31 December", "122", "131", "143"),
                plain("Of whom apprentices", "7", "8", "11"),
                plain("Accidents with lost time", "6", "5", "3"),
                plain("Electricity used (MWh)", "2,480", "2,420", "2,310"),
                plain("Share from own solar roof", "–", "–", "18%"),
                plain("Scrap castings", "4.1%", "3.6%", "2.9%")),
            LOOK);
    try (Canvas canvas = new Canvas(document, fonts)) {
      header(canvas);
      float y = chapter(canvas, "People, environment and risk", TOP);
      y = twoColumns(canvas, ReportText.PEOPLE, y);
      across(canvas, new Galley(fonts, WIDTH).table(people, 0), y + 22);
      footer(canvas, 4);
    }
  }

  private void balanceAndOutlook() throws IOException {
    Table balance =
        new Table(
            List.of(left(60), right(20), right(20)),
            List.of("Balance sheet on 31 December (£'000)", "2024", "2025"),
            List.of(
                plain("Property, plant and equipment", "7,050", "8,020"),
                plain("Inventories", "3,480", "3,620"),
                plain("Trade receivables", "3,310", "3,790"),
                plain("Cash at bank", "1,130", "1,260"),
                sum("Total assets", "14,970", "16,690"),
                plain("Bank loan", "2,850", "2,400"),
                plain("Trade payables", "2,760", "2,990"),
                plain("Provision for warranty", "390", "340"),
                plain("Tax and other liabilities", "880", "1,300"),
                plain("Equity", "8,090", "9,660"),
                sum("Total equity and liabilities", "14,970", "16,690")),
            LOOK);
    String audit =
        "Audited by Pell & Strandwick, chartered accountants, Ostleford, who gave an unqualified"
            + " opinion on 6 March 2026.";
    try (Canvas canvas = new Canvas(document, fonts)) {
      header(canvas);
      float y = chapter(canvas, "Balance sheet and outlook", TOP);
      Galley tables =
          new Galley(fonts, WIDTH).table(balance, 0).prose(audit, NOTE, Alignment.LEFT, 6);
      y = across(canvas, tables, y) + 22;
      twoColumns(canvas, ReportText.OUTLOOK, y);
      footer(canvas, 5);
    }
  }

  private static float chapter(Canvas canvas, String title, float y) throws IOException {
    canvas.label(title, CHAPTER, Alignment.LEFT, new Spot(MARGIN, y + 18));
    return y + 36;
  }

  private float across(Canvas canvas, Galley galley, float y) throws IOException {
    List<Strip> whole = galley.balanced(1, LOWEST - y).getFirst();
    return Galley.draw(whole, canvas, new Spot(MARGIN, y));
  }

  /// Sets the text in two columns which end nearly level, and says where the longer one ends.
  private float twoColumns(Canvas canvas, List<ReportText.Piece> pieces, float y)
      throws IOException {
    Galley galley = new Galley(fonts, COLUMN);
    float before = 0;
    for (ReportText.Piece piece : pieces) {
      switch (piece) {
        case ReportText.Heading(String text) -> {
          galley.heading(text, HEADING, 12);
          before = 2;
        }
        case ReportText.Prose(String text) -> {
          galley.prose(text, BODY, Alignment.JUSTIFIED, before);
          before = 6;
        }
      }
    }
    float end = y;
    float x = MARGIN;
    for (List<Strip> column : galley.balanced(2, LOWEST - y)) {
      end = Math.max(end, Galley.draw(column, canvas, new Spot(x, y)));
      x += COLUMN + GUTTER;
    }
    return end;
  }

  private static void header(Canvas canvas) throws IOException {
    canvas.label(Facts.COMPANY, SMALL, Alignment.LEFT, new Spot(MARGIN, 46));
    canvas.label("Annual Report 2025", SMALL, Alignment.RIGHT, rightEdge(46));
    canvas.rule(AMBER, 1.2f, new Spot(MARGIN, 53), rightEdge(53));
  }

  private static void footer(Canvas canvas, int page) throws IOException {
    canvas.label(Integer.toString(page), SMALL, Alignment.RIGHT, rightEdge(Canvas.HEIGHT - 34));
  }

  private static Spot rightEdge(float y) {
    return new Spot(Canvas.WIDTH - MARGIN, y);
  }
}
