package lectern.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Draws a plot as PNG, at twice the size it is shown at, so that it is sharp on any screen.
final class Picture {

  static final int WIDTH = 900;
  static final int HEIGHT = 480;
  private static final int PIXELS_PER_POINT = 2;

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
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 17);

  private Picture() {}

  static void write(Plot plot, Path file) throws IOException {
    Chart<?, ?> chart =
        switch (plot) {
          case Plot.Bars bars -> chart(bars);
          case Plot.Lines lines -> chart(lines);
        };
    var image =
        new BufferedImage(
            WIDTH * PIXELS_PER_POINT, HEIGHT * PIXELS_PER_POINT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(PIXELS_PER_POINT, PIXELS_PER_POINT);
    chart.paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("this Java cannot write PNG");
    }
  }

  private static CategoryChart chart(Plot.Bars bars) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(bars.title())
            .xAxisTitle(bars.categoryAxis())
            .yAxisTitle(bars.values().name())
            .build();
    style(chart.getStyler(), bars.series().size());
    chart.getStyler().setYAxisLogarithmic(bars.values().scale() == Plot.Scale.LOGARITHMIC);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setAvailableSpaceFill(0.75);
    chart.getStyler().setLabelsVisible(true);
    chart.getStyler().setLabelsPosition(1.0);
    chart.getStyler().setLabelsFont(PLAIN.deriveFont(12f));
    for (Plot.BarSeries series : bars.series()) {
      CategorySeries drawn = chart.addSeries(series.name(), bars.categories(), series.values());
      drawn.setLineColor(Color.WHITE);
    }
    return chart;
  }

  private static XYChart chart(Plot.Lines lines) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(lines.title())
            .xAxisTitle(lines.x().name())
            .yAxisTitle(lines.y().name())
            .build();
    style(chart.getStyler(), lines.series().size());
    chart.getStyler().setXAxisLogarithmic(lines.x().scale() == Plot.Scale.LOGARITHMIC);
    chart.getStyler().setYAxisLogarithmic(lines.y().scale() == Plot.Scale.LOGARITHMIC);
    for (Plot.LineSeries series : lines.series()) {
      chart
          .addSeries(series.name(), series.x(), series.y())
          .setMarker(SeriesMarkers.NONE)
          .setLineStyle(new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }
    return chart;
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
    style.setLegendPadding(6);
  }
}
