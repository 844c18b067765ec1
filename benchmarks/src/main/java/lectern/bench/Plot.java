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
  }

  enum Scale {
    LINEAR,
    LOGARITHMIC
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
    }
  }

  /// @param values one for each category, in their order
  record BarSeries(String name, List<Double> values) {

    public BarSeries {
      values = List.copyOf(values);
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
    }

    /// How many of the measurements were at most so large, in percent: the whole spread of a
    /// latency at a glance.
    public static LineSeries cumulative(String name, List<Double> measurements) {
      List<Double> sorted = measurements.stream().sorted().toList();
      var share = new ArrayList<Double>();
      for (int i = 1; i <= sorted.size(); i++) {
        share.add(100.0 * i / sorted.size());
      }
      return new LineSeries(name, sorted, share);
    }
  }
}
