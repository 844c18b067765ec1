package lectern.monitor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import lectern.document.DocumentId;
import lectern.document.JobState;
import lectern.gateway.CallListener;
import lectern.gateway.Roster;
import lectern.gateway.pace.Gatekeeper;
import lectern.pipeline.Progress;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what happens, for Prometheus to read. Safe to use from many threads, and quick.
public final class Metrics implements Progress, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Meters meters = new Meters(registry);
  private final CallMetrics calls = new CallMetrics(meters);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final AtomicInteger streams = new AtomicInteger();
  private final Jdbi jdbi;
  private volatile Optional<Map<JobState, Long>> documents = Optional.empty();
  private volatile Optional<Breakers> breakers = Optional.empty();

  /// @param jdbi sees all workspaces; asked only when somebody reads
  public Metrics(Jdbi jdbi) {
    this.jdbi = jdbi;
    Stream.of(
            collections,
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics())
        .forEach(binder -> binder.bindTo(registry));
    Gauge.builder(Metric.STREAMS.meterName(), streams, AtomicInteger::get)
        .description(Metric.STREAMS.description())
        .register(registry);
    for (var state : JobState.values()) {
      Gauge.builder(Metric.DOCUMENTS.meterName(), () -> counted(state))
          .tags(tags(Metric.DOCUMENTS, state.word()))
          .description(Metric.DOCUMENTS.description())
          .register(registry);
    }
  }

  /// A request was answered.
  ///
  /// @param route as {@link lectern.http.Route#label()} has it, without values of the request
  public void requested(String route, int status, Duration time) {
    meters.time(Metric.REQUESTS, time, route, Integer.toString(status));
  }

  public void streamOpened() {
    streams.incrementAndGet();
  }

  public void streamClosed() {
    streams.decrementAndGet();
  }

  /// @param outcome as the reply says it
  public void searched(String outcome) {
    meters.count(Metric.SEARCHES, 1, outcome);
  }

  /// @param kind as the reply says it
  public void answered(String kind) {
    meters.count(Metric.ANSWERS, 1, kind);
  }

  /// @param outcome as the reply says it
  public void uploaded(String outcome) {
    meters.count(Metric.UPLOADS, 1, outcome);
  }

  /// Counts calls to providers.
  public CallListener calls() {
    return calls;
  }

  /// Tells from now on how the providers' models are.
  public void watch(Roster roster, Gatekeeper gate) {
    breakers = Optional.of(new Breakers(roster, gate, registry));
  }

  @Override
  public void moved(DocumentId document, JobState state) {}

  @Override
  public void advanced(DocumentId document, int done, OptionalInt total) {}

  @Override
  public void spent(String stage, Duration time) {
    meters.time(Metric.STAGES, time, stage);
  }

  private static Tags tags(Metric metric, String... values) {
    var tags = Tags.empty();
    for (int i = 0; i < values.length; i++) {
      tags = tags.and(metric.labels().get(i), values[i]);
    }
    return tags;
  }

  /// All metrics in Prometheus' text format.
  public String text() {
    try {
      documents = Optional.of(documents());
    } catch (JdbiException e) {
      LOG.warn("documents cannot be counted: {}", e.toString());
      documents = Optional.empty();
    }
    breakers.ifPresent(Breakers::look);
    return registry.scrape();
  }

  private Map<JobState, Long> documents() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select state, count(*) from job group by state")
            .reduceRows(
                new EnumMap<JobState, Long>(JobState.class),
                (counts, row) -> {
                  var state = JobState.of(row.getColumn("state", String.class));
                  counts.put(state, row.getColumn("count", Long.class));
                  return counts;
                }));
  }

  /// Not a number when the database does not answer.
  private double counted(JobState state) {
    return documents.map(counts -> (double) counts.getOrDefault(state, 0L)).orElse(Double.NaN);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
