package samples;

import static samples.Table.Row.plain;
import static samples.Table.Row.sum;
import static samples.Table.left;
import static samples.Table.right;

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
    Table schedule =
        new Table(
            List.of(left(30), left(70)),
            List.of("Schedule", "Particulars"),
            List.of(
                plain("Policy number", Facts.POLICY_NUMBER),
                plain("Insured", Facts.COMPANY + ", maker of centrifugal and submersible pumps"),
                plain(
                    "Period of insurance",
                    "From 1 April 2026, 00:00, to 31 March 2027, 24:00, both days included"),
                plain("Location A", "Works with test bay: " + Facts.ADDRESS),
                plain("Location B", "Warehouse: 3 Canal Basin, Ostleford ZZ9 4RT"),
                plain("Total premium", "£29,844.05 including insurance premium tax"),
                plain("Loss payee", "Ardlow Bank plc, for the buildings at location A"),
                plain("Claims line", "01632 960 145, day and night")),
            LOOK);
    Table sums =
        new Table(
            List.of(left(40), right(20), right(20), right(20)),
            List.of("Property insured", "Location A (£)", "Location B (£)", "Sum insured (£)"),
            List.of(
                plain("Buildings", "5,200,000", "1,150,000", "6,350,000"),
                plain("Machinery and plant", "3,850,000", "140,000", "3,990,000"),
                plain("Stock and materials", "1,900,000", "1,720,000", "3,620,000"),
                plain("Tools, patterns and moulds", "460,000", "–", "460,000"),
                plain("Office contents and computers", "320,000", "60,000", "380,000"),
                sum("Total property", "11,730,000", "3,070,000", "14,800,000"),
                plain("Business interruption (gross profit)", "–", "–", "8,800,000"),
                sum("Total sum insured", "–", "–", "23,600,000")),
            LOOK);
    return new Galley(fonts, WIDTH)
        .prose(
            "This policy is the whole agreement between the Society and the Insured. It consists of"
                + " the schedule (part A), the conditions (part B) and the endorsements (part C)."
                + " Words in **bold** are defined in clause 1. Please read it, and tell us within 30"
                + " days if anything is not as you asked.",
            BODY,
            Alignment.LEFT,
            0)
        .heading("Part A: Schedule", PART, 16)
        .table(schedule, 7)
        .heading("Table 1: Sums insured by location", SECTION, 20)
        .table(sums, 5)
        .prose(
            "Buildings and machinery are insured at replacement value, stock at cost price. The"
                + " indemnity period for business interruption is 12 months.",
            NOTE,
            Alignment.LEFT,
            6);
  }

  private Galley perils() throws IOException {
    Table perils =
        new Table(
            List.of(left(40), left(28), right(32)),
            List.of("Peril", "Limit for any one event", "Deductible"),
            List.of(
                plain("Fire, lightning, explosion", "Sum insured", "£2,500"),
                plain("Storm and hail", "Sum insured", "£5,000"),
                plain("Flood (river or surface water)", "£2,000,000", "£25,000"),
                plain("Escape of water from pipes", "£500,000", "£7,500"),
                plain("Theft after forcible entry", "£250,000", "£5,000"),
                plain("Malicious damage", "£400,000", "£3,500"),
                plain("Machinery breakdown", "£750,000", "£10,000"),
                plain("Subsidence and landslip", "£1,000,000", "£20,000"),
                plain("Earthquake", "Sum insured", "1%, at least £15,000"),
                plain("Business interruption", "£8,800,000", "First 72 hours")),
            LOOK);
    Table extras =
        new Table(
            List.of(left(30), left(50), right(20)),
            List.of("Additional cover", "What it pays for", "Limit (£)"),
            List.of(
                plain("Removal of debris", "Clearing, sorting and tipping after a loss", "300,000"),
                plain("Professional fees", "Architects, surveyors and engineers", "150,000"),
                plain("Goods in transit", "Own and hired vehicles, each vehicle", "75,000"),
                plain("Restoring computer data", "Labour to enter or copy lost data", "60,000"),
                plain("Exhibitions", "Demonstration pumps at trade fairs", "40,000"),
                plain("Locks and keys", "New cylinders after keys are stolen", "5,000")),
            LOOK);
    return new Galley(fonts, WIDTH)
        .heading("Table 2: Perils, limits and deductibles", SECTION, 0)
        .prose(
            "The deductible is the part of each loss that the Insured bears. Where one event brings"
                + " several perils about, only the highest deductible is taken off.",
            BODY,
            Alignment.LEFT,
            3)
        .table(perils, 7)
        .heading("Table 3: Additional covers", SECTION, 22)
        .prose(
            "These limits are paid on top of the sums insured of table 1 and carry no deductible"
                + " of their own.",
            BODY,
            Alignment.LEFT,
            3)
        .table(extras, 7);
  }

  private Galley premiums() throws IOException {
    Table premiums =
        new Table(
            List.of(left(40), right(22), right(18), right(20)),
            List.of("Section", "Sum insured (£)", "Rate (‰)", "Premium (£)"),
            List.of(
                plain("Buildings", "6,350,000", "0.90", "5,715.00"),
                plain("Machinery and plant", "3,990,000", "1.60", "6,384.00"),
                plain("Stock and materials", "3,620,000", "1.40", "5,068.00"),
                plain("Tools, patterns and moulds", "460,000", "1.50", "690.00"),
                plain("Office contents and computers", "380,000", "2.00", "760.00"),
                plain("Business interruption", "8,800,000", "0.80", "7,040.00"),
                plain("Flood extension", "2,000,000", "flat", "3,150.00"),
                sum("Premium before discount", "", "", "28,807.00"),
                plain("Sprinkler discount, 7.5%", "", "", "–2,160.53"),
                plain("Net premium", "", "", "26,646.47"),
                plain("Insurance premium tax, 12%", "", "", "3,197.58"),
                sum("Total premium for the year", "", "", "29,844.05")),
            LOOK);
    Table instalments =
        new Table(
            List.of(left(40), left(40), right(20)),
            List.of("Instalment", "Due on", "Amount (£)"),
            List.of(
                plain("First", "1 April 2026", "7,461.02"),
                plain("Second", "1 July 2026", "7,461.01"),
                plain("Third", "1 October 2026", "7,461.01"),
                plain("Fourth", "2 January 2027", "7,461.01"),
                sum("Total", "", "29,844.05")),
            LOOK);
    return new Galley(fonts, WIDTH)
        .heading("Table 4: Premium", SECTION, 0)
        .table(premiums, 5)
        .heading("Table 5: Instalments", SECTION, 22)
        .table(instalments, 5)
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
