package lectern.api.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lectern.api.RunningServer;
import lectern.simulator.Simulator;
import lectern.simulator.bill.Entry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A whole Lectern whose OpenAI is the simulator, and OpenAI's own client for Java, which knows
/// nothing of Lectern but its address and a key of it.
@Timeout(60)
abstract class FaceCase {
  static final String MODEL = "gpt-4o-mini";

  /// Each trouble has a model of its own, so that no breaker of one test is in the way of another.
  private static final String PLAN =
      """
      latency: none
      limits: {openai: none, llamaparse: none}
      faults:
        - {name: key, on: {model: gpt-4.1}, do: {error: invalid_api_key}}
        - {name: credit, on: {model: gpt-4.1-nano}, do: {error: insufficient_quota}}
        - {name: throttled, on: {model: gpt-4.1-mini}, do: {error: rate_limit}}
        - {name: once, on: {model: gpt-5-mini, call: 1}, do: {error: server_error}}
        - {name: long, on: {model: gpt-4o}, do: {error: context_length_exceeded}}
        - {name: cut, on: {model: gpt-5-nano}, do: {cut: {after: 2, end: clean}}}
      """;

  @TempDir static Path folder;

  static Simulator simulator;
  static RunningServer server;
  static OpenAIClient client;

  @BeforeAll
  static void start() throws Exception {
    simulator = Simulator.with().seed(7).plan(PLAN).start();
    server =
        RunningServer.in(
            folder,
            Map.of(
                "OPENAI_API_KEY",
                "sk-providers-own",
                "OPENAI_BASE_URL",
                simulator.openAiUrl().toString()));
    client = client(server.adminKey).build();
  }

  /// A client that does not try again, so that each failure shows.
  static OpenAIOkHttpClient.Builder client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(server.uri("/v1").toString())
        .apiKey(key)
        .maxRetries(0)
        .responseValidation(true)
        .timeout(Duration.ofSeconds(20));
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
    simulator.close();
  }

  static ChatCompletionCreateParams.Builder asking(String question) {
    return ChatCompletionCreateParams.builder().model(MODEL).addUserMessage(question);
  }

  static List<Entry> billed() {
    return simulator.bill().entries();
  }
}
