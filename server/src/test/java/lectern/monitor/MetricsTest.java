package lectern.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lectern.gateway.CallStory;
import lectern.pipeline.WordModel;
import lectern.pipeline.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MetricsTest {
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");

  @TempDir private Path folder;

  @Test
  void everything_that_is_told_stands_in_the_table_and_the_other_way_round() throws Exception {
    try (var bench = new Workbench(folder, new WordModel());
        var metrics = new Metrics(bench.jdbi())) {
      useAll(metrics);

      var told =
          TYPE.matcher(metrics.text())
              .results()
              .filter(it -> it.group(1).matches("(lectern|gen_ai)_.*"))
              .filter(it -> !it.group(1).endsWith("_max")) // comes with each histogram
              .collect(Collectors.toMap(it -> it.group(1), MetricsTest::kind));

      assertThat(told)
          .isEqualTo(
              Arrays.stream(Metric.values())
                  .collect(Collectors.toMap(Metric::prometheusName, it -> it.kind().word())));
    }
  }

  private static String kind(MatchResult type) {
    return type.group(2);
  }

  private static void useAll(Metrics metrics) throws InterruptedException {
    metrics.requested("GET /api/v1/documents/{id}", 200, Duration.ofMillis(7));
    metrics.searched("found");
    metrics.answered("extracts");
    metrics.uploaded("received");
    metrics.spent("parse", Duration.ofSeconds(2));
    CallStory.tell(metrics.calls());
    CallStory.watched(metrics::watch);
  }

  @Test
  void the_page_for_operators_repeats_the_table() throws IOException {
    var rows =
        Files.readAllLines(Path.of("../docs/metrics.md")).stream()
            .filter(line -> line.matches("\\| `(lectern|gen_ai)_.*"))
            .toList();

    assertThat(rows).isEqualTo(Arrays.stream(Metric.values()).map(MetricsTest::row).toList());
  }

  private static String row(Metric metric) {
    var labels = metric.labels().stream().map("`%s`"::formatted).toList();
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            metric.prometheusName(),
            metric.kind().word(),
            String.join(", ", labels),
            metric.description(),
            metric.openTelemetryName().map("`%s`"::formatted).orElse(""));
  }

  @Test
  void times_are_counted_below_their_bounds() throws Exception {
    try (var bench = new Workbench(folder, new WordModel());
        var metrics = new Metrics(bench.jdbi())) {
      metrics.requested("GET /here", 200, Duration.ofMillis(7));

      assertThat(metrics.text())
          .contains(
              "lectern_http_requests_seconds_bucket"
                  + "{route=\"GET /here\",status=\"200\",le=\"0.005\"} 0")
          .contains(
              "lectern_http_requests_seconds_bucket"
                  + "{route=\"GET /here\",status=\"200\",le=\"0.01\"} 1")
          .contains("lectern_http_requests_seconds_sum{route=\"GET /here\",status=\"200\"} 0.007");
    }
  }

  @Test
  void documents_are_counted_by_state_when_somebody_reads() throws Exception {
    try (var bench = new Workbench(folder, new WordModel());
        var metrics = new Metrics(bench.jdbi())) {
      assertThat(metrics.text()).contains("lectern_documents{state=\"ready\"} 0.0");

      bench.travel(bench.received("pump.md", "The pump is old."));
      bench.received("waits.md", "The boiler is new.");

      assertThat(metrics.text())
          .contains("lectern_documents{state=\"ready\"} 1.0")
          .contains("lectern_documents{state=\"received\"} 1.0");
    }
  }

  @Test
  void streams_that_are_open_are_counted() throws Exception {
    try (var bench = new Workbench(folder, new WordModel());
        var metrics = new Metrics(bench.jdbi())) {
      metrics.streamOpened();
      metrics.streamOpened();
      metrics.streamClosed();

      assertThat(metrics.text()).contains("lectern_http_streams 1.0");
    }
  }

  @Test
  void java_itself_is_told_of() throws Exception {
    try (var bench = new Workbench(folder, new WordModel());
        var metrics = new Metrics(bench.jdbi())) {
      assertThat(metrics.text())
          .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_cpu_usage");
    }
  }

  @Test
  void no_label_is_named_for_what_users_choose() {
    assertThat(Arrays.stream(Metric.values()).flatMap(it -> it.labels().stream()).distinct())
        .isSubsetOf(
            "route",
            "status",
            "outcome",
            "kind",
            "state",
            "stage",
            "provider",
            "operation",
            "error_type",
            "gen_ai_operation_name",
            "gen_ai_provider_name",
            "gen_ai_request_model",
            "gen_ai_token_type");
  }
}
