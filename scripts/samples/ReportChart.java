package samples;

import java.awt.Color;
import java.io.IOException;
import java.util.List;

/// The report's chart: revenue and operating profit over three years as bars.
final class ReportChart {
  private static final float HEIGHT = 150;

  /// The top of the scale, in thousand pounds, and the distance between its lines.
  private static final int SCALE = 25_000;

  private static final int STEP = 5_000;
  private static final float BAR = 44;
  private static final float AXIS = 34;

  private static final Ink TITLE = new Ink(Face.SANS_BOLD, 10, 13, AnnualReport.TEAL);
  private static final Ink TICK = new Ink(Face.SANS, 8, 10, AnnualReport.GREY);
  private static final Ink VALUE = new Ink(Face.SANS_BOLD, 8.4f, 10, AnnualReport.TEAL);

  private record Year(String name, int revenue, int profit) {}

  private static final List<Year> YEARS =
      List.of(
          new Year("2023", 18_420, 1_790),
          new Year("2024", 20_150, 2_140),
          new Year("2025", 22_860, 2_720));

  private ReportChart() {}

  /// Draws the chart across the page, its title's baseline at `y` points from the top.
  static void draw(Canvas canvas, float y) throws IOException {
    float left = AnnualReport.MARGIN;
    String title = "Figure 1: Revenue and operating profit (£'000)";
    canvas.label(title, TITLE, Alignment.LEFT, new Spot(left, y));
    legend(canvas, y);
    float foot = y + 18 + HEIGHT;
    for (int value = 0; value <= SCALE; value += STEP) {
      float at = foot - HEIGHT * value / SCALE;
      Color colour = value == 0 ? AnnualReport.GREY : new Color(0xD9E2E5);
      Spot end = new Spot(left + AnnualReport.WIDTH, at);
      canvas.rule(colour, 0.6f, new Spot(left + AXIS, at), end);
      String tick = "%,d".formatted(value);
      canvas.label(tick, TICK, Alignment.RIGHT, new Spot(left + AXIS - 6, at + 3));
    }
    float group = (AnnualReport.WIDTH - AXIS) / YEARS.size();
    for (int i = 0; i < YEARS.size(); i++) {
      Year year = YEARS.get(i);
      float middle = left + AXIS + group * (i + 0.5f);
      bar(canvas, AnnualReport.TEAL, new Spot(middle - BAR - 2, foot), year.revenue());
      bar(canvas, AnnualReport.AMBER, new Spot(middle + 2, foot), year.profit());
      canvas.label(year.name(), TICK.bold(), Alignment.CENTRE, new Spot(middle, foot + 14));
    }
  }

  private static void bar(Canvas canvas, Color colour, Spot foot, int value) throws IOException {
    float high = HEIGHT * value / SCALE;
    canvas.fill(colour, new Spot(foot.x(), foot.y() - high), BAR, high);
    Spot above = new Spot(foot.x() + BAR / 2, foot.y() - high - 4);
    canvas.label("%,d".formatted(value), VALUE, Alignment.CENTRE, above);
  }

  private static void legend(Canvas canvas, float y) throws IOException {
    float x = AnnualReport.MARGIN + AnnualReport.WIDTH - 168;
    canvas.fill(AnnualReport.TEAL, new Spot(x, y - 7), 8, 8);
    canvas.label("Revenue", TICK, Alignment.LEFT, new Spot(x + 12, y));
    canvas.fill(AnnualReport.AMBER, new Spot(x + 78, y - 7), 8, 8);
    canvas.label("Operating profit", TICK, Alignment.LEFT, new Spot(x + 90, y));
  }
}
