package lectern.simulator.llamaparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import lectern.simulator.Simulator;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PursesTest {
  private static final String FORM =
      """
      --b\r
      Content-Disposition: form-data; name="file"; filename="a.md"\r
      \r
      some text\r
      --b--\r
      """;

  @TempDir private Path folder;

  @Test
  void a_purse_that_was_emptied_before_a_restart_is_still_empty() throws Exception {
    assertThat(parsed("llx-poor")).isEqualTo(200);

    assertThat(parsed("llx-poor")).isEqualTo(402);
    assertThat(parsed("llx-rich")).isEqualTo(200);
  }

  private int parsed(String key) throws Exception {
    try (var simulator =
            Simulator.with()
                .plan("purses: {llx-poor: {credits: 3}}")
                .time(VirtualTimeline.fromTheBeginning())
                .billIn(folder.resolve("bill.jsonl"))
                .start();
        var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(simulator.llamaParseUrl() + "/api/parsing/upload"))
              .header("authorization", "Bearer " + key)
              .header("content-type", "multipart/form-data; boundary=b")
              .POST(BodyPublishers.ofString(FORM))
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
