package lectern.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;

/// The spread of some measurements, in the unit they were given in. A quantile is a measurement
/// that was made (nearest rank), not a point between two.
public record Quantiles(int count, double mean, double p50, double p95, double p99, double max) {

  /// @param values in any order; at least one
  public static Quantiles of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no measurement, no quantiles");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double mean = Arrays.stream(sorted).sum() / sorted.length;
    return new Quantiles(
        sorted.length,
        mean,
        rank(sorted, 50),
        rank(sorted, 95),
        rank(sorted, 99),
        sorted[sorted.length - 1]);
  }

  /// In milliseconds.
  public static Quantiles ofMillis(Collection<Duration> durations) {
    return of(durations.stream().mapToDouble(Quantiles::millis).toArray());
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private static double rank(double[] sorted, int percent) {
    return sorted[Math.ceilDiv(sorted.length * percent, 100) - 1];
  }
}
