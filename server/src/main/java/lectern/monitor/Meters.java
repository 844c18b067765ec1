package lectern.monitor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The meters of the table of metrics, each found by its labels. Safe to use from many threads, and
/// quick.
final class Meters {
  /// Upper bounds of times: the usual ones of Prometheus' clients, and a minute more for stages.
  private static final Duration[] BOUNDS =
      Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  /// OpenTelemetry's bounds for calls, 10 ms doubled 13 times, and further ones up to an hour: a
  /// parser's job takes longer than a chat.
  private static final Duration[] CALL_BOUNDS =
      Stream.concat(
              IntStream.range(0, 14).mapToObj(i -> Duration.ofMillis(10L << i)),
              Stream.of(300, 900, 3_600).map(Duration::ofSeconds))
          .toArray(Duration[]::new);

  /// OpenTelemetry's bounds for tokens: 1, times 4, 14 of them.
  private static final double[] TOKEN_BOUNDS =
      DoubleStream.iterate(1, bound -> bound * 4).limit(14).toArray();

  private final MeterRegistry registry;
  private final Map<Labelled, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Labelled, Timer> timers = new ConcurrentHashMap<>();
  private final Map<Labelled, DistributionSummary> summaries = new ConcurrentHashMap<>();

  private record Labelled(Metric metric, List<String> values) {
    Tags tags() {
      var tags = Tags.empty();
      for (int i = 0; i < values.size(); i++) {
        tags = tags.and(metric.labels().get(i), values.get(i));
      }
      return tags;
    }
  }

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(Metric metric, double amount, String... labels) {
    counters
        .computeIfAbsent(
            new Labelled(metric, List.of(labels)),
            it ->
                Counter.builder(metric.meterName())
                    .tags(it.tags())
                    .description(metric.description())
                    .register(registry))
        .increment(amount);
  }

  void time(Metric metric, Duration time, String... labels) {
    timers
        .computeIfAbsent(
            new Labelled(metric, List.of(labels)),
            it ->
                Timer.builder(metric.meterName())
                    .tags(it.tags())
                    .description(metric.description())
                    .serviceLevelObjectives(
                        metric.openTelemetryName().isPresent() ? CALL_BOUNDS : BOUNDS)
                    .register(registry))
        .record(time);
  }

  void tokens(Metric metric, long tokens, String... labels) {
    summaries
        .computeIfAbsent(
            new Labelled(metric, List.of(labels)),
            it ->
                DistributionSummary.builder(metric.meterName())
                    .tags(it.tags())
                    .description(metric.description())
                    .serviceLevelObjectives(TOKEN_BOUNDS)
                    .register(registry))
        .record((double) tokens);
  }
}
