package lectern.gateway;

import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A service that parses, embeds or chats, as the settings describe it.
///
/// @param name in settings, replies and metrics: `[a-z0-9-]{1,40}`
/// @param baseUrl for OpenAI's kind with `/v1`, for LlamaParse's without a path; the local kind has
///   none
/// @param key empty for servers that ask for none
/// @param headers more headers of each request, such as `OpenAI-Organization`
/// @param models patterns of the models it may be asked for by name, `*` for anything
/// @param lacks what it does not offer
/// @param maxConcurrent requests at the same time
public record Provider(
    String name,
    Kind kind,
    Optional<URI> baseUrl,
    Optional<ApiKey> key,
    Map<String, String> headers,
    List<String> models,
    Set<Feature> lacks,
    Limits limits,
    int maxConcurrent,
    Timeouts timeouts) {

  /// What is shorter is no key but a word that stands in for one, such as `none` or `ollama`.
  private static final int LEAST_KEY_CHARS = 8;

  public Provider {
    headers = Collections.unmodifiableMap(headers);
    models = List.copyOf(models);
    lacks = Collections.unmodifiableSet(lacks.isEmpty() ? Set.of() : EnumSet.copyOf(lacks));
  }

  /// Which API it speaks.
  public enum Kind {
    /// OpenAI, and every server that speaks its API: vLLM, Ollama, llama.cpp and others.
    OPENAI,
    /// Azure OpenAI with its `/openai/v1` paths and the header `api-key`.
    AZURE,
    LLAMAPARSE,
    /// The engines in this process.
    LOCAL;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What not every server of OpenAI's kind offers.
  public enum Feature {
    /// `/responses`.
    RESPONSES,
    /// `stream_options.include_usage`.
    STREAM_USAGE,
    /// `dimensions` of embeddings.
    DIMENSIONS,
    /// `encoding_format: base64` of embeddings.
    BASE64,
    /// `max_completion_tokens`; such servers know `max_tokens` only.
    MAX_COMPLETION_TOKENS;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Feature> of(String word) {
      return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
  }

  /// What its operator knows of its limits; what is empty is learnt from its replies.
  public record Limits(OptionalLong requestsPerMinute, OptionalLong tokensPerMinute) {
    public static final Limits LEARNT = new Limits(OptionalLong.empty(), OptionalLong.empty());
  }

  /// A key. Nothing shows it but {@link #text()}.
  ///
  /// @param variable of the environment in which it stood
  public record ApiKey(String text, String variable) {
    @Override
    public String toString() {
      return "ApiKey[…]";
    }
  }

  /// What it said, without its key: some repeat what they were sent.
  public String withoutKey(String said) {
    return key.map(ApiKey::text)
        .filter(it -> it.length() >= LEAST_KEY_CHARS)
        .map(it -> said.replace(it, "[key]"))
        .orElse(said);
  }

  public boolean has(Feature feature) {
    return !lacks.contains(feature);
  }
}
