package samples;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/// The property insurance policy: a schedule with five tables, then the conditions as numbered
/// clauses. The sums agree: locations with perils, rates with premiums, instalments with the total.
final class InsurancePolicy {
  private static final float MARGIN = 62;
  private static final float WIDTH = Canvas.WIDTH - 2 * MARGIN;
  private static final float TOP = 92;
  private static final float BOTTOM = 70;
  private static final float FIRST_TOP = 196;

  private static final Color GREEN = new Color(0x1F4D3A);
  private static final Color PALE = new Color(0xEAF1ED);
  private static final Color GREY = new Color(0x6B7478);
  private static final Color BLACK = new Color(0x1D2327);

  private static final Ink BODY = new Ink(Face.SANS, 10, 14.2f, BLACK);
  private static final Ink CELL = new Ink(Face.SANS, 9, 12, BLACK);
  private static final Ink NOTE = new Ink(Face.SANS_ITALIC, 8.4f, 11.5f, GREY);
  private static final Ink PART = new Ink(Face.SANS_BOLD, 15, 20, GREEN);
  private static final Ink SECTION = new Ink(Face.SANS_BOLD, 11, 15, GREEN);
  private static final Ink SMALL = new Ink(Face.SANS, 8, 10, GREY);

  private static final Table.Look LOOK = new Table.Look(CELL, GREEN, PALE);

  private final Fonts fonts;

  private InsurancePolicy(Fonts fonts) {
    this.fonts = fonts;
  }

  static byte[] bytes() throws IOException {
    try (PDDocument document = new PDDocument()) {
      Fonts fonts = new Fonts(document);
      new InsurancePolicy(fonts).draw(document);
      return PdfFile.bytes(document, "Property insurance policy", Facts.INSURER);
    }
  }

  private void draw(PDDocument document) throws IOException {
    List<List<Strip>> pages = new ArrayList<>();
    pages.addAll(schedule().columns(Canvas.HEIGHT - FIRST_TOP - BOTTOM));
    float height = Canvas.HEIGHT - TOP - BOTTOM;
    pages.addAll(perils().columns(height));
    pages.addAll(premiums().columns(height));
    pages.addAll(part("Part B: Conditions", PolicyConditions.SECTIONS).columns(height));
    pages.addAll(part("Part C: Endorsements", PolicyConditions.ENDORSEMENTS).columns(height));
    for (int i = 0; i < pages.size(); i++) {
      try (Canvas canvas = new Canvas(document, fonts)) {
        if (i == 0) {
          masthead(canvas);
        } else {
          header(canvas);
        }
        float end = Galley.draw(pages.get(i), canvas, new Spot(MARGIN, i == 0 ? FIRST_TOP : TOP));
        footer(canvas, "Page %d of %d".formatted(i + 1, pages.size()));
        if (i == pages.size() - 1) {
          signatures(canvas, end + 64);
        }
      }
    }
  }

  private static void masthead(Canvas canvas) throws IOException {
    canvas.fill(GREEN, new Spot(0, 0), Canvas.WIDTH, 118);
    Ink white = new Ink(Face.SERIF_BOLD, 17, 20, Color.WHITE);
    canvas.label(Facts.INSURER, white, Alignment.LEFT, new Spot(MARGIN, 52));
    Ink address = new Ink(Face.SANS, 8.6f, 11, new Color(0xCFE0D7));
    String office = "Fenholm House, 2 Causeway Row, Greyfen ZZ3 1AB";
    canvas.label(office, address, Alignment.LEFT, new Spot(MARGIN, 72));
    String contact = "policies@greyfen.example   ·   01632 960 140";
    canvas.label(contact, address, Alignment.LEFT, new Spot(MARGIN, 86));
    Ink big = new Ink(Face.SANS_BOLD, 22, 26, GREEN);
    canvas.label("Property Insurance Policy", big, Alignment.LEFT, new Spot(MARGIN, 156));
    Ink lead = new Ink(Face.SANS, 10.5f, 14, GREY);
    String line = "Buildings, machinery, stock and business interruption";
    canvas.label(line, lead, Alignment.LEFT, new Spot(MARGIN, 174));
  }

  private static void header(Canvas canvas) throws IOException {
    canvas.label(Facts.INSURER, SMALL, Alignment.LEFT, new Spot(MARGIN, 50));
    Spot right = new Spot(Canvas.WIDTH - MARGIN, 50);
    canvas.label("Property Insurance Policy", SMALL, Alignment.RIGHT, right);
    canvas.rule(GREEN, 0.8f, new Spot(MARGIN, 57), new Spot(Canvas.WIDTH - MARGIN, 57));
  }

  private static void footer(Canvas canvas, String page) throws IOException {
    float y = Canvas.HEIGHT - 38;
    String policy = "Policy " + Facts.POLICY_NUMBER + "  ·  " + Facts.COMPANY;
    canvas.label(policy, SMALL, Alignment.LEFT, new Spot(MARGIN, y));
    canvas.label(page, SMALL, Alignment.RIGHT, new Spot(Canvas.WIDTH - MARGIN, y));
  }

  private static void signatures(Canvas canvas, float y) throws IOException {
    float second = MARGIN + WIDTH / 2 + 12;
    float wide = WIDTH / 2 - 12;
    canvas.pen(
        new Color(0x23396B),
        1.1f,
        new Spot(MARGIN + 14, y),
        new Spot(MARGIN + 30, y - 46),
        new Spot(MARGIN + 40, y + 14),
        new Spot(MARGIN + 52, y - 16),
        new Spot(MARGIN + 66, y - 40),
        new Spot(MARGIN + 60, y + 10),
        new Spot(MARGIN + 88, y - 12),
        new Spot(MARGIN + 104, y - 26),
        new Spot(MARGIN + 118, y + 4),
        new Spot(MARGIN + 150, y - 18));
    for (float x : new float[] {MARGIN, second}) {
      canvas.rule(GREY, 0.6f, new Spot(x, y + 6), new Spot(x + wide, y + 6));
    }
    canvas.label("Edda Thornquill", CELL.bold(), Alignment.LEFT, new Spot(MARGIN, y + 20));
    String office = "Head of Commercial Property, for the Society";
    canvas.label(office, SMALL, Alignment.LEFT, new Spot(MARGIN, y + 32));
    String insured = Facts.FINANCE_DIRECTOR;
    canvas.label(insured, CELL.bold(), Alignment.LEFT, new Spot(second, y + 20));
    String role = "Finance Director, for the Insured";
    canvas.label(role, SMALL, Alignment.LEFT, new Spot(second, y + 32));
    String given = "Greyfen, 18 March 2026";
    canvas.label(given, SMALL, Alignment.LEFT, new Spot(MARGIN, y + 48));
  }

  private Galley schedule() throws IOException {
    return new Galley(fonts, WIDTH)
        .prose(
            "This policy is the whole agreement between the Society and the Insured. It consists of"
                + " the schedule (part A), the conditions (part B) and the endorsements (part C)."
                + " Words in **bold** are defined in clause 1. Please read it, and tell us within"
                + " 30 days if anything is not as you asked.",
            BODY,
            Alignment.LEFT,
            0)
        .heading("Part A: Schedule", PART, 16)
        .table(PolicyTables.schedule(LOOK), 7)
        .heading("Table 1: Sums insured by location", SECTION, 20)
        .table(PolicyTables.sums(LOOK), 5)
        .prose(
            "Buildings and machinery are insured at replacement value, stock at cost price. The"
                + " indemnity period for business interruption is 12 months.",
            NOTE,
            Alignment.LEFT,
            6);
  }

  private Galley perils() throws IOException {
    return new Galley(fonts, WIDTH)
        .heading("Table 2: Perils, limits and deductibles", SECTION, 0)
        .prose(
            "The deductible is the part of each loss that the Insured bears. Where one event brings"
                + " several perils about, only the highest deductible is taken off.",
            BODY,
            Alignment.LEFT,
            3)
        .table(PolicyTables.perils(LOOK), 7)
        .heading("Table 3: Additional covers", SECTION, 22)
        .prose(
            "These limits are paid on top of the sums insured of table 1 and carry no deductible"
                + " of their own.",
            BODY,
            Alignment.LEFT,
            3)
        .table(PolicyTables.extras(LOOK), 7);
  }

  private Galley premiums() throws IOException {
    return new Galley(fonts, WIDTH)
        .heading("Table 4: Premium", SECTION, 0)
        .table(PolicyTables.premiums(LOOK), 5)
        .heading("Table 5: Instalments", SECTION, 22)
        .table(PolicyTables.instalments(LOOK), 5)
        .prose(
            "The sprinkler discount is granted as long as the system is tested as clause 5.1 asks.",
            NOTE,
            Alignment.LEFT,
            6);
  }

  private Galley part(String title, List<PolicyConditions.Section> sections) throws IOException {
    Galley galley = new Galley(fonts, WIDTH).heading(title, PART, 0);
    for (PolicyConditions.Section section : sections) {
      galley.heading(section.title(), SECTION, 16);
      for (PolicyConditions.Clause clause : section.clauses()) {
        galley.clause(clause.number(), clause.text(), BODY, 30);
      }
    }
    return galley;
  }
}
