package lectern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import lectern.gateway.Capability;
import lectern.gateway.ModelRoute;
import lectern.gateway.ModelRoute.Caching;
import lectern.gateway.ModelRoute.Continuation;
import lectern.gateway.ModelRoute.Policy;
import lectern.gateway.Provider;
import lectern.gateway.Provider.Feature;
import lectern.gateway.Provider.Kind;
import lectern.gateway.RetryPolicy;
import lectern.gateway.Roster;
import lectern.gateway.Timeouts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterReaderTest {
  @TempDir private Path folder;
  private RosterFile file;

  @BeforeEach
  void choose() {
    file = new RosterFile(folder.resolve("lectern.yaml"));
  }

  @Test
  void without_keys_everything_is_done_here_and_nobody_chats() {
    var roster = file.roster("", Map.of());

    assertThat(roster.providers()).extracting(Provider::name).containsExactly("local");
    assertThat(shown(roster))
        .isEqualTo(Map.of("embed", "[local/bge-small-en-v1.5-q]", "parse", "[local/parser]"));
  }

  @Test
  void the_engines_here_are_used_in_spite_of_keys_when_that_is_said() {
    var said =
        """
        routes:
          parse: {targets: [local/parser]}
          embed: {targets: [local/bge-small-en-v1.5-q]}
        """;

    var roster = file.roster(said, RosterFile.BOTH_KEYS);

    assertThat(shown(roster))
        .containsEntry("embed", "[local/bge-small-en-v1.5-q]")
        .containsEntry("parse", "[local/parser]");
  }

  @Test
  void with_both_keys_paid_services_come_first_and_parsing_has_a_way_out() {
    var roster = file.roster("", RosterFile.BOTH_KEYS);

    assertThat(shown(roster))
        .isEqualTo(
            Map.of(
                "chat", "[openai/gpt-5.4-mini]",
                "embed", "[openai/text-embedding-3-small]",
                "parse", "[llamaparse/cost_effective, local/parser]"));
    assertThat(provider(roster, "openai").baseUrl())
        .contains(URI.create("https://api.openai.com/v1"));
    assertThat(provider(roster, "llamaparse").baseUrl())
        .contains(URI.create("https://api.cloud.llamaindex.ai"));
  }

  @Test
  void the_variables_of_the_vendors_sdks_are_honoured() {
    var roster =
        file.roster(
            "",
            Map.of(
                "OPENAI_API_KEY", " sk-one\n",
                "OPENAI_BASE_URL", "https://proxy.example/v1",
                "OPENAI_ORG_ID", "org-1",
                "OPENAI_PROJECT_ID", "proj_1",
                "LLAMA_PARSE_API_KEY", "llx-two",
                "LLAMA_CLOUD_BASE_URL", "https://llama.example"));

    var openai = provider(roster, "openai");
    assertThat(openai.baseUrl()).contains(URI.create("https://proxy.example/v1"));
    assertThat(openai.headers())
        .isEqualTo(Map.of("OpenAI-Organization", "org-1", "OpenAI-Project", "proj_1"));
    assertThat(openai.key()).contains(new Provider.ApiKey("sk-one", "OPENAI_API_KEY"));
    var llamaparse = provider(roster, "llamaparse");
    assertThat(llamaparse.key()).contains(new Provider.ApiKey("llx-two", "LLAMA_PARSE_API_KEY"));
    assertThat(llamaparse.baseUrl()).contains(URI.create("https://llama.example"));
  }

  @Test
  void a_region_of_llamaparse_is_a_base_url() {
    var roster = file.roster("providers:\n  llamaparse:\n    region: eu\n", RosterFile.BOTH_KEYS);

    assertThat(provider(roster, "llamaparse").baseUrl())
        .contains(URI.create("https://api.cloud.eu.llamaindex.ai"));
  }

  @Test
  void a_provider_is_what_its_section_says() {
    var roster =
        file.roster(
            """
            providers:
              vllm:
                kind: openai
                base_url: http://127.0.0.1:8000/v1
                headers: {x-tenant: acme}
                models: ["llama-*"]
                lacks: [responses, stream_usage]
                requests_per_minute: 500
                tokens_per_minute: 200000
                max_concurrent: 8
                timeouts: {connect: 1s, headers: 2s, first_token: 3s, between_tokens: 4s, total: 5m}
            """,
            Map.of());

    var vllm = provider(roster, "vllm");
    assertThat(vllm)
        .isEqualTo(
            new Provider(
                "vllm",
                Kind.OPENAI,
                Optional.of(URI.create("http://127.0.0.1:8000/v1")),
                Optional.empty(),
                Map.of("x-tenant", "acme"),
                List.of("llama-*"),
                Set.of(Feature.RESPONSES, Feature.STREAM_USAGE),
                new Provider.Limits(OptionalLong.of(500), OptionalLong.of(200_000)),
                8,
                new Timeouts(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(4),
                    Duration.ofMinutes(5))));
  }

  @Test
  void a_route_is_what_its_section_says() {
    var roster =
        file.roster(
            RosterFile.VLLM
                + """
                routes:
                  drafts:
                    capability: chat
                    policy: fastest
                    deadline: 90s
                    attempts: 5
                    retry_base: 100ms
                    retry_cap: 10s
                    cache: on
                    targets:
                      - vllm/llama
                      - {target: vllm/org/llama-70b, context: 131072, continues: true}
                """,
            Map.of());

    var drafts = roster.route("drafts").orElseThrow();
    assertThat(drafts.capability()).isEqualTo(Capability.CHAT);
    assertThat(drafts.policy()).isEqualTo(Policy.FASTEST);
    assertThat(drafts.deadline()).isEqualTo(Duration.ofSeconds(90));
    assertThat(drafts.retry())
        .isEqualTo(new RetryPolicy(5, Duration.ofMillis(100), Duration.ofSeconds(10)));
    assertThat(drafts.caching()).isEqualTo(Caching.ON);
    var larger = drafts.choices().getLast();
    assertThat(larger.target().model()).isEqualTo("org/llama-70b");
    assertThat(larger.context()).hasValue(131_072);
    assertThat(larger.continuation()).isEqualTo(Continuation.ACCEPTED);
    assertThat(roster.route("embed")).as("routes that are not set stay").isPresent();
  }

  @Test
  void the_same_embedding_model_may_have_two_names() {
    var route =
        """
        routes:
          embed:
            targets:
              - {target: vllm/BAAI/bge-m3, vectors: bge-m3}
              - {target: vllm/our-deployment, vectors: bge-m3}
        """;

    assertThat(shown(file.roster(RosterFile.VLLM + route, Map.of())))
        .containsEntry("embed", "[vllm/BAAI/bge-m3, vllm/our-deployment]");
  }

  @Test
  void keys_that_are_right_are_not_shown_either() {
    var settings = SettingsReader.read(Optional.empty(), RosterFile.BOTH_KEYS);

    assertThat(settings + " " + settings.roster()).doesNotContain("sk-one", "llx-two");
  }

  private static Map<String, String> shown(Roster roster) {
    return roster.routes().stream()
        .collect(
            Collectors.toMap(
                ModelRoute::name,
                route -> route.choices().stream().map(it -> it.target()).toList().toString()));
  }

  private static Provider provider(Roster roster, String name) {
    return roster.provider(name).orElseThrow();
  }
}
