package lectern.bench;

import java.util.ArrayList;
import java.util.List;

/// What a report shows as a picture.
public sealed interface Plot {

  String title();

  /// @param name with the unit in brackets: `latency (ms)`
  record Axis(String name, Scale scale) {

    public static Axis of(String name) {
      return new Axis(name, Scale.LINEAR);
    }

    /// Each mark ten times the last; for positive values only.
    public static Axis logarithmic(String name) {
      return new Axis(name, Scale.LOGARITHMIC);
    }

    /// From 0 to 100.
    public static Axis percent(String name) {
      return new Axis(name, Scale.PERCENT);
    }
  }

  enum Scale {
    LINEAR,
    LOGARITHMIC,
    PERCENT
  }

  /// A group of bars for each category, a bar in it for each series.
  record Bars(
      String title,
      String categoryAxis,
      Axis values,
      List<String> categories,
      List<BarSeries> series)
      implements Plot {

    public Bars {
      categories = List.copyOf(categories);
      series = List.copyOf(series);
      for (BarSeries bars : series) {
        requireAsMany(categories, bars.values(), bars.name());
      }
    }
  }

  /// @param values one for each category, in their order
  record BarSeries(String name, List<Double> values) {

    public BarSeries {
      values = List.copyOf(values);
      requireDrawable(values, name);
    }
  }

  /// Curves over a common axis.
  record Lines(String title, Axis x, Axis y, List<LineSeries> series) implements Plot {

    public Lines {
      series = List.copyOf(series);
    }
  }

  /// @param x ascending, as many as `y`
  record LineSeries(String name, List<Double> x, List<Double> y) {

    public LineSeries {
      x = List.copyOf(x);
      y = List.copyOf(y);
      requireDrawable(x, name);
      requireDrawable(y, name);
      requireAsMany(x, y, name);
    }

    /// How many of the measurements were at most so large, in percent: the whole spread of a
    /// latency at a glance.
    public static LineSeries cumulative(String name, List<Double> measurements) {
      List<Double> sorted = measurements.stream().sorted().toList();
      var x = new ArrayList<Double>();
      var share = new ArrayList<Double>();
      for (int before = 0; before < sorted.size(); before++) {
        x.addAll(List.of(sorted.get(before), sorted.get(before)));
        share.add(100.0 * before / sorted.size());
        share.add(100.0 * (before + 1) / sorted.size());
      }
      return new LineSeries(name, x, share);
    }
  }

  private static void requireDrawable(List<Double> values, String series) {
    if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("cannot draw %s: %s".formatted(series, values));
    }
  }

  private static void requireAsMany(List<?> places, List<Double> values, String series) {
    if (places.size() != values.size()) {
      throw new IllegalArgumentException(
          "%s has %d values for %d places".formatted(series, values.size(), places.size()));
    }
  }
}
