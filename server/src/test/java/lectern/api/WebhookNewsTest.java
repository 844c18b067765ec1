package lectern.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lectern.gateway.llamaparse.Webhooks;
import lectern.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// LlamaParse tells when a document is read, if it is told where; nobody else is believed.
@Timeout(60)
class WebhookNewsTest {
  private static final Path REPORT = Path.of("..", "samples", "annual-report.pdf");
  private static final String TAKEN = "route=\"POST " + Webhooks.PATH + "{id}\",status=\"204\"";

  @TempDir private Path folder;

  @Test
  void news_of_a_job_comes_to_the_address_that_is_set() throws Exception {
    var plan = "latency: none\njobs: {pending: 1ms, per_page: 1ms}\n";
    int port = freePort();
    try (var simulator = Simulator.with().seed(7).plan(plan).start();
        var server =
            RunningServer.in(
                folder,
                Map.of(
                    "LLAMA_CLOUD_API_KEY",
                    "llx-test",
                    "LLAMA_CLOUD_BASE_URL",
                    simulator.llamaParseUrl().toString(),
                    "LECTERN_SERVER_PORT",
                    Integer.toString(port),
                    "LECTERN_PARSE_WEBHOOK_URL",
                    "http://127.0.0.1:" + port))) {
      server.ready("annual-report.pdf", Files.readAllBytes(REPORT));

      while (!server.get("/metrics").body().contains(TAKEN)) {
        Thread.onSpinWait(); // the document may have been ready before the news came
      }
    }
  }

  @Test
  void news_of_nobody_known_is_refused() throws Exception {
    try (var server = RunningServer.in(folder)) {
      var news = "{\"event_id\": \"e1\", \"data\": {\"job_id\": \"pjb-1\"}}";

      assertThat(status(server, news)).isEqualTo(404);
      assertThat(status(server, " ".repeat(Webhooks.MOST_BYTES + 1))).isEqualTo(413);
    }
  }

  private static int status(RunningServer server, String news) throws Exception {
    var request =
        HttpRequest.newBuilder(server.uri(Webhooks.PATH + "somewhere"))
            .header("LC-Signature", "sha256=00")
            .POST(BodyPublishers.ofString(news))
            .build();
    return server.send(request).statusCode();
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
