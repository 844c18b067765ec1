package lectern.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lectern.gateway.Provider;
import lectern.gateway.Provider.ApiKey;
import lectern.gateway.Provider.Kind;
import lectern.gateway.Provider.Limits;
import lectern.gateway.Timeouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where requests go, and in whose name.
class EnvelopeTest {

  @ParameterizedTest
  @CsvSource({
    "OPENAI, https://api.openai.com/v1,  https://api.openai.com/v1/chat/completions",
    "OPENAI, http://localhost:11434/v1/, http://localhost:11434/v1/chat/completions",
    "AZURE,  https://r.openai.azure.com, https://r.openai.azure.com/openai/v1/chat/completions",
    "AZURE,  https://r.azure.com/openai/v1/, https://r.azure.com/openai/v1/chat/completions"
  })
  void each_kind_has_its_paths(Kind kind, URI base, URI expected) {
    var sent = Envelope.post(provider(kind, base, "sk-1"), Endpoint.CHAT, new byte[0]);

    assertThat(sent.uri()).isEqualTo(expected);
    assertThat(sent.method()).isEqualTo("POST");
  }

  @Test
  void each_kind_has_its_header_for_the_key() {
    var base = URI.create("http://localhost");

    assertThat(headers(provider(Kind.OPENAI, base, "sk-1")))
        .containsEntry("Authorization", "Bearer sk-1")
        .containsEntry("Accept-Encoding", "identity")
        .containsEntry("OpenAI-Project", "proj_1")
        .doesNotContainKey("api-key");
    assertThat(headers(provider(Kind.AZURE, base, "key")))
        .containsEntry("api-key", "key")
        .doesNotContainKey("Authorization");
    assertThat(headers(provider(Kind.OPENAI, base, "")))
        .doesNotContainKeys("Authorization", "api-key");
  }

  private static Map<String, String> headers(Provider provider) {
    return Envelope.post(provider, Endpoint.CHAT, new byte[0]).headers();
  }

  private static Provider provider(Kind kind, URI base, String key) {
    return new Provider(
        "p",
        kind,
        Optional.of(base),
        Optional.of(key).filter(it -> !it.isEmpty()).map(it -> new ApiKey(it, "KEY")),
        Map.of("OpenAI-Project", "proj_1"),
        List.of("*"),
        Set.of(),
        Limits.LEARNT,
        8,
        Timeouts.DEFAULT);
  }
}
