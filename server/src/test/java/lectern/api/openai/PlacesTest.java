package lectern.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import lectern.api.RunningServer;
import lectern.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A call gives its place back, whatever becomes of it.
@Timeout(60)
class PlacesTest {
  @TempDir private Path folder;

  @Test
  void a_stream_that_is_refused_keeps_no_place() throws Exception {
    try (var simulator = Simulator.with().seed(7).plan("latency: none\n").start();
        var server =
            RunningServer.in(
                folder,
                Map.of(
                    "OPENAI_API_KEY", "sk-test",
                    "OPENAI_BASE_URL", simulator.openAiUrl().toString(),
                    "LECTERN_SERVER_MAX_STREAMS", "1",
                    "LECTERN_GATEWAY_MAX_CALLS", "1"));
        var _ = server.open(server.request("/api/v1/events").build()).body()) {

      assertThat(status(server, ", \"stream\": true")).isEqualTo(503);
      assertThat(status(server, "")).isEqualTo(200);
    }
  }

  @Test
  void a_body_that_does_not_tell_its_length_takes_what_it_has() throws Exception {
    try (var simulator = Simulator.with().seed(7).plan("latency: none\n").start();
        var server =
            RunningServer.in(
                folder,
                Map.of(
                    "OPENAI_API_KEY", "sk-test",
                    "OPENAI_BASE_URL", simulator.openAiUrl().toString(),
                    "LECTERN_GATEWAY_MAX_BODY", "64KB",
                    "LECTERN_GATEWAY_MAX_BODIES", "64KB"))) {
      assertThat(status(server, chunked(""))).isEqualTo(200);
      assertThat(status(server, chunked(" ".repeat(30_000)))).isEqualTo(200);
      assertThat(status(server, chunked(" ".repeat(70_000)))).isEqualTo(413);
      assertThat(status(server, chunked(""))).isEqualTo(200);
    }
  }

  private static BodyPublisher chunked(String more) {
    var body = body(more).getBytes(StandardCharsets.UTF_8);
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  private static String body(String more) {
    return "{\"model\": \"chat\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]"
        + more
        + "}";
  }

  private static int status(RunningServer server, String more) throws Exception {
    return status(server, BodyPublishers.ofString(body(more)));
  }

  private static int status(RunningServer server, BodyPublisher body) throws Exception {
    var request =
        server
            .request("/v1/chat/completions")
            .header("Content-Type", "application/json")
            .POST(body)
            .build();
    var reply = server.open(request);
    try (var content = reply.body()) {
      content.readAllBytes();
      return reply.statusCode();
    }
  }
}
