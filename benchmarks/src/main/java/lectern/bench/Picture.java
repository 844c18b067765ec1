package lectern.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import javax.imageio.ImageIO;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Draws a plot as PNG, at twice the size it is shown at, so that it is sharp on any screen.
final class Picture {

  static final int WIDTH = 900;
  static final int HEIGHT = 480;
  private static final int PIXELS_PER_POINT = 2;

  private static final Color UNSEEN = new Color(0, 0, 0, 0);

  /// XChart takes steps for equal that differ by less than 0.0001.
  private static final double TINY_STEP = 0.001;

  /// Shares of the plot's width, by eye: more looks like a wall.
  private static final double MAX_BAR_WIDTH = 0.14;

  private static final double MAX_BARS_WIDTH = 0.78;

  /// Told apart by colour-blind readers too: Okabe and Ito, jfly.uni-koeln.de/color, 2008.
  private static final Color[] COLOURS = {
    new Color(0x0072B2),
    new Color(0xE69F00),
    new Color(0x009E73),
    new Color(0xD55E00),
    new Color(0xCC79A7),
    new Color(0x56B4E9)
  };

  private static final Color INK = new Color(0x24292F);
  private static final Color FAINT_INK = new Color(0x57606A);
  private static final Color GRID = new Color(0xE5E8EB);
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 17);

  private Picture() {}

  static void write(Plot plot, Path file) throws IOException {
    var image =
        new BufferedImage(
            WIDTH * PIXELS_PER_POINT, HEIGHT * PIXELS_PER_POINT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(PIXELS_PER_POINT, PIXELS_PER_POINT);
    switch (plot) {
      case Plot.Bars bars -> draw(bars, graphics);
      case Plot.Lines lines -> draw(lines, graphics);
    }
    graphics.dispose();
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("this Java cannot write PNG");
    }
  }

  private static void draw(Plot.Bars bars, Graphics2D graphics) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .title(bars.title())
            .xAxisTitle(bars.categoryAxis())
            .yAxisTitle(bars.values().name())
            .build();
    CategoryStyler style = chart.getStyler();
    style(style, bars.series().size());
    double widest = MAX_BAR_WIDTH * bars.categories().size() * bars.series().size();
    style.setAvailableSpaceFill(Math.min(widest, MAX_BARS_WIDTH));
    style.setXAxisTitleVisible(!bars.categoryAxis().isEmpty());
    style.setPlotGridVerticalLinesVisible(false);
    limitHeight(bars, style);
    for (Plot.BarSeries series : bars.series()) {
      chart.addSeries(series.name(), bars.categories(), series.values());
    }
    chart.paint(graphics, WIDTH, HEIGHT);
    label(bars, chart, graphics);
  }

  /// From zero, or where there is none (on a logarithmic axis) from the power of ten below half the
  /// least bar, so that it can be seen; to a little above the highest, so that its figure has room.
  private static void limitHeight(Plot.Bars bars, CategoryStyler style) {
    DoubleSummaryStatistics values =
        bars.series().stream()
            .flatMap(series -> series.values().stream())
            .mapToDouble(Double::doubleValue)
            .summaryStatistics();
    switch (bars.values().scale()) {
      case LINEAR ->
          style.setYAxisMin(0.0).setYAxisMax(values.getMax() > 0 ? values.getMax() * 1.1 : 1);
      case PERCENT -> style.setYAxisMin(0.0).setYAxisMax(110.0);
      case LOGARITHMIC -> {
        style.setYAxisLogarithmic(true);
        style.setYAxisMin(Math.pow(10, Math.ceil(Math.log10(values.getMin() / 2)) - 1));
        style.setYAxisMax(values.getMax() * 2);
      }
    }
  }

  /// Writes each bar's figure above it. The chart counts the categories from 0, a bar's place being
  /// a fraction of its category's.
  private static void label(Plot.Bars bars, CategoryChart chart, Graphics2D graphics) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(LABEL);
    graphics.setColor(INK);
    double barWidth = chart.getStyler().getAvailableSpaceFill() / bars.series().size();
    for (int s = 0; s < bars.series().size(); s++) {
      double fromMiddle = (s - (bars.series().size() - 1) / 2.0) * barWidth;
      for (int c = 0; c < bars.categories().size(); c++) {
        double value = bars.series().get(s).values().get(c);
        String figure = Figures.of(value);
        double x = chart.getScreenXFromChart(c + 0.5 + fromMiddle);
        double left = x - graphics.getFontMetrics().stringWidth(figure) / 2.0;
        graphics.drawString(figure, (float) left, (float) chart.getScreenYFromChart(value) - 5);
      }
    }
  }

  private static void draw(Plot.Lines lines, Graphics2D graphics) {
    XYChart chart =
        new XYChartBuilder()
            .title(lines.title())
            .xAxisTitle(lines.x().name())
            .yAxisTitle(lines.y().name())
            .build();
    XYStyler style = chart.getStyler();
    style(style, lines.series().size());
    style.setXAxisLogarithmic(lines.x().scale() == Plot.Scale.LOGARITHMIC);
    switch (lines.y().scale()) {
      case LINEAR -> style.setYAxisMin(0.0);
      case PERCENT -> style.setYAxisMin(0.0).setYAxisMax(100.0);
      case LOGARITHMIC -> style.setYAxisLogarithmic(true);
    }
    for (Plot.LineSeries series : lines.series()) {
      chart
          .addSeries(series.name(), series.x(), series.y())
          .setMarker(SeriesMarkers.NONE)
          .setLineStyle(new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }
    useRoundTicks(lines, chart);
    chart.paint(graphics, WIDTH, HEIGHT);
  }

  /// Where all values are equally spaced, as shares of a count are, XChart puts its ticks on them,
  /// every 4.25 % for instance. Two points out of step, which nobody sees, bring back round
  /// numbers.
  private static void useRoundTicks(Plot.Lines lines, XYChart chart) {
    double x = lines.series().getFirst().x().getFirst();
    double y = lines.series().getFirst().y().getFirst();
    chart
        .addSeries("out of step", new double[] {x, x}, new double[] {y, y + TINY_STEP})
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(UNSEEN)
        .setShowInLegend(false);
  }

  private static void style(AxesChartStyler style, int seriesCount) {
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1f));
    style.setSeriesColors(COLOURS);
    style.setChartFontColor(INK);
    style.setChartTitleFont(TITLE);
    style.setChartTitleBoxVisible(false);
    style.setChartTitlePadding(14);
    style.setChartPadding(18);
    style.setAxisTitleFont(PLAIN);
    style.setAxisTitlePadding(10);
    style.setAxisTickLabelsFont(PLAIN.deriveFont(13f));
    style.setAxisTickLabelsColor(FAINT_INK);
    style.setAxisTicksMarksVisible(false);
    style.setAxisTicksLineVisible(false);
    style.setToolTipsEnabled(false);
    style.setLegendVisible(seriesCount > 1);
    style.setLegendPosition(Styler.LegendPosition.OutsideS);
    style.setLegendLayout(Styler.LegendLayout.Horizontal);
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendFont(PLAIN);
    style.setLegendPadding(12);
    style.setPlotMargin(4);
    style.setYAxisTickMarkSpacingHint(60);
    style.setXAxisTickMarkSpacingHint(90);
  }
}
