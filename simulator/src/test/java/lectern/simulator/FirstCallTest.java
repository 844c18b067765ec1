package lectern.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.Test;

/// The whole story in one call. Read this first.
class FirstCallTest {
  @Test
  void a_chat_is_answered_and_stands_on_the_bill() throws Exception {
    try (var simulator = Simulator.with().time(VirtualTimeline.fromTheBeginning()).start();
        var client = HttpClient.newHttpClient()) {
      var question =
          HttpRequest.newBuilder(URI.create(simulator.openAiUrl() + "/chat/completions"))
              .header("Authorization", "Bearer sk-anything")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      """
                      {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hello"}]}
                      """))
              .build();

      var answer = client.send(question, BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(simulator.bill().entries()).hasSize(1);
    }
  }
}
