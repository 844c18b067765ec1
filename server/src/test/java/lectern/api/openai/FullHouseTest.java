package lectern.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import lectern.api.RunningServer;
import lectern.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens when there is room for one stream only.
class FullHouseTest {
  private static final String PLAN =
      """
      latency: none
      faults:
        - {name: stalls, on: {model: gpt-4.1-nano}, do: {stall: {after: 2, for: 60s}}}
      """;

  @TempDir Path folder;

  @Test
  void streams_that_find_no_room_take_none_from_others() throws Exception {
    try (var simulator = Simulator.with().seed(7).plan(PLAN).start();
        var server =
            RunningServer.in(
                folder,
                Map.of(
                    "OPENAI_API_KEY", "sk-test",
                    "OPENAI_BASE_URL", simulator.openAiUrl().toString(),
                    "LECTERN_SERVER_MAX_STREAMS", "1",
                    "LECTERN_GATEWAY_MAX_CALLS", "2"));
        var client = HttpClient.newHttpClient();
        var stalled =
            client.send(ask(server, "gpt-4.1-nano", "true"), BodyHandlers.ofInputStream()).body()) {
      assertThat(stalled.read()).isPositive();

      for (int i = 0; i < 3; i++) {
        assertThat(server.send(ask(server, "gpt-4o-mini", "true")).statusCode()).isEqualTo(503);
      }

      assertThat(server.send(ask(server, "gpt-4o-mini", "false")).statusCode()).isEqualTo(200);
      client.shutdownNow();
    }
  }

  private static HttpRequest ask(RunningServer server, String model, String stream) {
    var body =
        """
        {"model": "%s", "stream": %s, "messages": [{"role": "user", "content": "Hi"}]}
        """
            .formatted(model, stream);
    return server
        .request("/v1/chat/completions")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
