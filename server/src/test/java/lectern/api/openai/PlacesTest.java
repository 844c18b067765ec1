package lectern.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
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

  private static int status(RunningServer server, String more) throws Exception {
    var body =
        "{\"model\": \"chat\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]"
            + more
            + "}";
    var request =
        server
            .request("/v1/chat/completions")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var reply = server.open(request);
    try (var content = reply.body()) {
      content.readAllBytes();
      return reply.statusCode();
    }
  }
}
