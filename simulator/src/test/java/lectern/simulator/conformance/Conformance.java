package lectern.simulator.conformance;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.simulator.Simulator;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Match;
import lectern.simulator.fault.Plan;
import lectern.simulator.fault.Rule;
import lectern.simulator.fault.Window;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A simulator for each test, and the vendor's own client, which holds every answer against its own
/// types: a field that is missing, or an unknown word in one that has few, fails the test.
abstract class Conformance {
  static final String MODEL = "gpt-4o-mini";

  final VirtualTimeline time = VirtualTimeline.fromTheBeginning();
  private final List<OpenAIClient> clients = new ArrayList<>();
  Simulator simulator;
  OpenAIClient client;

  @BeforeEach
  void start() throws IOException {
    simulator = Simulator.with().seed(7).plan(plan()).time(time).start();
    client = open(settings());
  }

  @AfterEach
  void stop() {
    clients.forEach(OpenAIClient::close);
    simulator.close();
  }

  /// How the vendor behaves here.
  Plan plan() {
    return Plan.USUAL;
  }

  /// A client with those settings, closed after the test.
  final OpenAIClient open(OpenAIOkHttpClient.Builder settings) {
    var opened = settings.build();
    clients.add(opened);
    return opened;
  }

  /// For a client that does not try again, so that each failure shows.
  final OpenAIOkHttpClient.Builder settings() {
    return OpenAIOkHttpClient.builder()
        .baseUrl(simulator.openAiUrl().toString())
        .apiKey("sk-proj-conformance")
        .maxRetries(0)
        .responseValidation(true)
        .timeout(Duration.ofSeconds(20));
  }

  /// From now on this befalls each request to those endpoints.
  final void befalls(String endpoints, Fault... faults) {
    lay(new Rule("befalls", matching(endpoints, Map.of()), List.of(faults)));
  }

  /// From now on these are the rules.
  final void lay(Rule... rules) {
    simulator.faults().replace(List.of(rules), time.now());
  }

  static Match matching(String endpoints, Map<String, String> headers) {
    return new Match(endpoints, "*", headers, Window.ALWAYS, Optional.empty(), 1);
  }

  static ChatCompletionCreateParams.Builder asking(String question) {
    return ChatCompletionCreateParams.builder().model(MODEL).addUserMessage(question);
  }
}
