package lectern.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.Headers;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lectern.api.RunningServer;
import lectern.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The worked example of docs/gateway.md does what the page says.
@Timeout(60)
class GatewayPageTest {
  private static final Path PAGE = Path.of("../docs/gateway.md");
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\n(.*?)^```");

  private static final Pattern HEADER = Pattern.compile("x-lectern-[a-z-]+");

  /// The vLLM fails from its second call on.
  private static final String FAILING =
      """
      latency: none
      faults:
        - {name: down, on: {calls: 2-}, do: {error: server_error}}
      """;

  @TempDir private Path folder;

  @Test
  void every_header_of_ours_is_on_the_page_and_no_other() throws Exception {
    var sources = new StringBuilder();
    try (var files = Files.list(Path.of("src/main/java/lectern/api/openai"))) {
      for (var file : files.toList()) {
        sources.append(Files.readString(file));
      }
    }

    assertThat(headers(Files.readString(PAGE))).isEqualTo(headers(sources));
  }

  private static Set<String> headers(CharSequence text) {
    return HEADER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  @Test
  void when_the_first_server_fails_the_second_one_answers() throws Exception {
    try (var vllm = Simulator.with().seed(7).plan(FAILING).start();
        var hosted = Simulator.with().seed(8).plan("latency: none\n").start();
        var server = server(vllm.openAiUrl(), hosted.openAiUrl())) {

      var first = ask(server);
      var second = ask(server);

      assertThat(first.values("x-lectern-provider")).containsExactly("vllm");
      assertThat(first.values("x-lectern-fallback")).isEmpty();
      assertThat(second.values("x-lectern-provider")).containsExactly("hosted");
      assertThat(second.values("x-lectern-fallback"))
          .containsExactly("vllm/gpt-4o: provider_failed");
      assertThat(second.values("x-lectern-attempts")).containsExactly("4");
      assertThat(vllm.bill().entries()).hasSize(1);
      assertThat(hosted.bill().entries()).hasSize(1);
    }
  }

  /// One with the page's example as its settings; only the addresses are those of the simulators,
  /// and the model one that they know.
  private RunningServer server(URI vllm, URI hosted) throws Exception {
    var example = EXAMPLE.matcher(Files.readString(PAGE));
    assertThat(example.find()).isTrue();
    var settings =
        example
            .group(1)
            .replace("http://127.0.0.1:8000/v1", vllm.toString())
            .replace("https://models.example.org/v1", hosted.toString())
            .replace("llama-3.3-70b", "gpt-4o");
    return RunningServer.of(
        folder, settings, Map.of("VLLM_API_KEY", "sk-vllm", "HOSTED_API_KEY", "sk-hosted"));
  }

  private static Headers ask(RunningServer server) {
    var client =
        OpenAIOkHttpClient.builder()
            .baseUrl(server.uri("/v1").toString())
            .apiKey(server.adminKey)
            .maxRetries(0)
            .build();
    var question =
        ChatCompletionCreateParams.builder().model("chat").addUserMessage("What is it?").build();
    try (var answer = client.chat().completions().withRawResponse().create(question)) {
      assertThat(answer.parse().choices()).isNotEmpty();
      return answer.headers();
    } finally {
      client.close();
    }
  }
}
