package lectern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with providers and routes, and how it is told.
class WrongRosterTest {
  @TempDir private Path folder;
  private RosterFile file;

  @BeforeEach
  void choose() {
    file = new RosterFile(folder.resolve("lectern.yaml"));
  }

  @Test
  void everything_that_is_wrong_is_told_at_once_with_its_line() {
    var told =
        file.problems(
            """
            providers:
              vllm:
                kind: opnai
                base_url: http://vllm.example:8000/v1?key=1
                max_concurrent: 0
                timeouts:
                  connect: soon
                wishes: many
              Vllm: {}
            routes:
              chat:
                targets: [vlm/llama]
                deadline: 0s
                retry_base: 2s
                retry_cap: 1s
              drafts:
                targets: []
            """,
            Map.of());

    assertThat(told)
        .contains(
            "lectern.yaml:3: providers.vllm.kind must be one of openai, azure, llamaparse, local",
            "lectern.yaml:4: providers.vllm.base_url must be http:// or https:// with a host",
            "lectern.yaml:5: providers.vllm.max_concurrent must be a whole number of at least 1",
            "lectern.yaml:7: providers.vllm.timeouts.connect must be a duration",
            "lectern.yaml:8: providers.vllm.wishes is no setting",
            "lectern.yaml:9: providers.Vllm must be named by 1 to 40 small letters",
            "providers.Vllm needs a base_url",
            "lectern.yaml:12: routes.chat.targets names the provider 'vlm'; there are [vllm",
            "lectern.yaml:13: routes.chat.deadline must be a duration",
            "routes.drafts needs a capability: parse, embed or chat",
            "lectern.yaml:15: routes.chat.retry_cap must not be shorter than retry_base",
            "lectern.yaml:17: routes.drafts.targets must name from 1 to 20 targets");
  }

  @Test
  void different_embedding_models_in_one_route_are_refused() {
    var two = "routes:\n  embed:\n    targets: [openai/text-embedding-3-small, vllm/bge-m3]\n";

    assertThat(file.problems(RosterFile.VLLM + two, RosterFile.BOTH_KEYS))
        .contains(
            "routes.embed.targets has different embedding models,"
                + " [text-embedding-3-small, bge-m3], whose vectors cannot be compared");
  }

  @Test
  void what_a_provider_cannot_do_is_no_target() {
    var routes =
        """
        routes:
          chat: {targets: [local/bge-small-en-v1.5-q]}
          parse: {targets: [openai/gpt-5.4]}
          embed: {targets: [llamaparse/agentic]}
        """;

    assertThat(file.problems(routes, RosterFile.BOTH_KEYS))
        .contains(
            "local/bge-small-en-v1.5-q cannot chat",
            "openai/gpt-5.4 cannot parse",
            "llamaparse/agentic cannot embed");
  }

  @Test
  void nothing_stands_twice() {
    var twice =
        """
        providers:
          vllm: {base_url: "http://127.0.0.1:1/v1"}
          vllm: {base_url: "http://127.0.0.1:2/v1"}
        routes:
          chat: {targets: [vllm/llama, vllm/llama]}
        routes:
          embed: {targets: [vllm/bge]}
        """;

    assertThat(file.problems(twice, Map.of()))
        .contains(
            "lectern.yaml:3: providers.vllm stands twice",
            "lectern.yaml:5: routes.chat.targets names a target twice",
            "routes stands twice");
  }

  @Test
  void names_that_mean_something_keep_their_meaning() {
    var settings =
        """
        providers:
          local: {kind: openai, base_url: "http://127.0.0.1:1/v1"}
          mine: {kind: local}
        routes:
          parse: {capability: chat, targets: [local/x]}
        """;

    assertThat(file.problems(settings, Map.of()))
        .contains(
            "providers.local.kind must not be openai under this name",
            "providers.mine.kind must not be local under this name",
            "routes.parse.capability must be parse under this name");
  }

  @Test
  void keys_are_found_out_when_they_are_in_the_wrong_place_and_never_shown() {
    var settings =
        """
        providers:
          one: {base_url: "https://one.example/v1", api_key: sk-secret-1}
          two: {base_url: "https://two.example/v1", key_variable: sk-secret-2}
          three: {base_url: "https://user:sk-secret-3@three.example/v1"}
          four: {base_url: "https://four.example/v1", headers: {Authorization: Bearer sk-secret-4}}
          five: {base_url: "https://five.example/v1", key_variable: FIVE_KEY}
          six: {base_url: "https://six.example/v1", key_variable: SIX_KEY}
        """;
    var environment =
        Map.of(
            "OPENAI_API_KEY", "llx-secret-5",
            "LLAMA_CLOUD_API_KEY", "sk-secret-6",
            "LLAMA_PARSE_API_KEY", "llx-secret-7",
            "SIX_KEY", "sk-secret\r\nx-8: 1");

    var told = file.problems(settings, environment);

    assertThat(told)
        .doesNotContain("secret")
        .contains(
            "providers.one.api_key must not stand in a file",
            "providers.two.key_variable must name an environment variable in capitals",
            "providers.three.base_url must be",
            "providers.four.headers must not set Authorization",
            "providers.five.key_variable names FIVE_KEY, which is not set",
            "providers.six.key_variable names SIX_KEY, which holds what no key has",
            "names OPENAI_API_KEY, and the key in it is one of LlamaParse (it begins with llx-)",
            "names LLAMA_CLOUD_API_KEY, and the key in it is one of OpenAI (it begins with sk-)",
            "LLAMA_CLOUD_API_KEY and LLAMA_PARSE_API_KEY differ");
  }

  @Test
  void a_key_goes_unencrypted_only_to_this_machine_or_where_it_is_allowed() {
    var settings = "providers:\n  openai:\n    base_url: http://%s/v1\n    %s\n";

    assertThat(file.problems(settings.formatted("vllm.example", ""), RosterFile.BOTH_KEYS))
        .contains("lectern.yaml:3: providers.openai.base_url would send the key unencrypted");
    for (var host : List.of("127.0.0.1:80", "localhost", "[::1]:8000")) {
      assertThat(file.roster(settings.formatted(host, ""), RosterFile.BOTH_KEYS).provider("openai"))
          .isPresent();
    }
    var allowed = settings.formatted("vllm.example", "allow_plain_http: true");
    assertThat(file.roster(allowed, RosterFile.BOTH_KEYS).provider("openai")).isPresent();
  }

  @Test
  void one_mistake_is_told_once_and_what_contradicts_itself_is_one() {
    var settings =
        """
        providers:
          nowhere: {allow_plain_http: true}
          llamaparse: {base_url: "https://parse.example", region: eu}
        """;

    assertThat(file.problems(settings, RosterFile.BOTH_KEYS))
        .contains("providers.nowhere needs a base_url", "providers.llamaparse.region stands beside")
        .doesNotContain("is no setting");
  }

  @Test
  void what_is_wrong_in_the_environment_is_not_looked_for_in_the_file() {
    assertThat(file.problems("ask: {passages: 3}\n", Map.of("OPENAI_API_KEY", "llx-1")))
        .contains("environment: providers.openai.key_variable names OPENAI_API_KEY");
  }

  @Test
  void headers_cannot_break_a_request_in_two() {
    var broken = "    headers: {x-a: \"1\\r\\nx-b: 2\", \"x c\": d}\n";

    assertThat(file.problems(RosterFile.VLLM + broken, Map.of()))
        .contains("lectern.yaml:4: providers.vllm.headers must be names and values of one line");
  }

  @Test
  void lists_have_an_end() {
    var many =
        IntStream.range(0, 101)
            .mapToObj(
                "  p%d: {base_url: \"http://127.0.0.1/v1\", max_concurrent: 20000}"::formatted)
            .collect(Collectors.joining("\n", "providers:\n", "\n"));

    assertThat(file.problems(many, Map.of()))
        .contains("at most 100 providers, not 101", "p7.max_concurrent must be at most 10,000");
  }
}
