package lectern.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lectern.gateway.Provider;
import lectern.gateway.Provider.ApiKey;
import lectern.gateway.Provider.Feature;
import lectern.gateway.Provider.Kind;
import lectern.gateway.Provider.Limits;
import lectern.gateway.Timeouts;

/// Reads one provider: what stands in the file, over what is usual for its name and its kind.
final class ProviderReader {
  static final String OPENAI = "openai";
  static final String LLAMAPARSE = "llamaparse";
  static final String LOCAL = "local";

  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,500}");

  /// Header names and values that cannot break a request in two (RFC 9110, 5.6.2 and 5.5).
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]{0,4000}");

  private static final int MOST_CONCURRENT = 64;

  /// What OpenAI's models are called (its price list of 2026).
  private static final List<String> OPENAI_MODELS =
      List.of("gpt-*", "chatgpt-*", "o1*", "o3*", "o4*", "text-embedding-*");

  /// An upload of hundreds of megabytes takes minutes until LlamaParse answers.
  private static final Timeouts UPLOADS =
      new Timeouts(
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofMinutes(15));

  private final String name;
  private final Section section;
  private final Map<String, String> environment;

  ProviderReader(String name, Section section, Map<String, String> environment) {
    this.name = name;
    this.section = section;
    this.environment = environment;
  }

  Provider read() {
    if (!NAME.matcher(name).matches()) {
      section.wrong("", "must be named by 1 to 40 small letters, digits and hyphens");
    }
    var kind = section.word("kind", List.of(Kind.values()), Kind::word).orElse(usualKind());
    var key = key(kind);
    var provider =
        new Provider(
            name,
            kind,
            kind == Kind.LOCAL ? Optional.empty() : baseUrl(kind, key),
            key,
            headers(),
            section.texts("models").orElse(name.equals(OPENAI) ? OPENAI_MODELS : List.of()),
            lacks(),
            new Limits(section.count("requests_per_minute"), section.count("tokens_per_minute")),
            (int) Math.min(section.count("max_concurrent").orElse(MOST_CONCURRENT), 100_000),
            timeouts(kind == Kind.LLAMAPARSE ? UPLOADS : Timeouts.DEFAULT));
    section.finish();
    return provider;
  }

  private Kind usualKind() {
    return switch (name) {
      case LLAMAPARSE -> Kind.LLAMAPARSE;
      case LOCAL -> Kind.LOCAL;
      default -> Kind.OPENAI;
    };
  }

  /// A key in the file would be in backups and repositories before long.
  private Optional<ApiKey> key(Kind kind) {
    for (var wrong : List.of("key", "api_key", "token")) {
      if (section.has(wrong)) {
        section.wrong(
            wrong, "must not stand in a file; name the environment variable in key_variable");
        section.text(wrong);
      }
    }
    var variable = section.text("key_variable").or(this::usualVariable);
    if (variable.isEmpty() || variable.get().equals("none")) {
      return Optional.empty();
    }
    var value = environment.getOrDefault(variable.get(), "").strip();
    if (!KEY.matcher(value).matches()) {
      section.wrong(
          "key_variable",
          "names %s, which %s; set it, or say `key_variable: none`"
              .formatted(variable.get(), value.isEmpty() ? "is not set" : "holds no key"));
      return Optional.empty();
    }
    checkBelongs(kind, variable.get(), value);
    return Optional.of(new ApiKey(value));
  }

  private Optional<String> usualVariable() {
    return switch (name) {
      case OPENAI -> Optional.of("OPENAI_API_KEY");
      case LLAMAPARSE -> Optional.of(RosterReader.llamaVariable(environment));
      default -> Optional.empty();
    };
  }

  /// A key of one service sent to the other is found out at the first document otherwise.
  private void checkBelongs(Kind kind, String variable, String key) {
    boolean isLlamas = key.startsWith("llx-");
    boolean isOpenAis = key.startsWith("sk-");
    if (kind == Kind.LLAMAPARSE ? isOpenAis : isLlamas) {
      section.wrong(
          "key_variable",
          "names %s, and the key in it is one of %s (it begins with %s)"
              .formatted(variable, isLlamas ? "LlamaParse" : "OpenAI", isLlamas ? "llx-" : "sk-"));
    }
  }

  private Optional<URI> baseUrl(Kind kind, Optional<ApiKey> key) {
    var region = section.text("region");
    var written = section.text("base_url").or(() -> usualUrl(kind, region));
    if (written.isEmpty()) {
      section.wrong("", "needs a base_url, such as http://127.0.0.1:8000/v1");
      return Optional.empty();
    }
    boolean plainIsFine = section.flag("allow_plain_http").orElse(false);
    try {
      var url = new URI(written.get());
      if (!isGood(url)) {
        section.wrong("base_url", "must be http:// or https:// with a host, and no query or user");
        return Optional.empty();
      }
      if (key.isPresent() && url.getScheme().equals("http") && !plainIsFine && !isLoopback(url)) {
        section.wrong(
            "base_url",
            "would send the key unencrypted; use https, or say `allow_plain_http: true`");
      }
      return Optional.of(url);
    } catch (URISyntaxException _) {
      section.wrong("base_url", "is no URL");
      return Optional.empty();
    }
  }

  private static boolean isGood(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null
        && url.getUserInfo() == null
        && url.getQuery() == null
        && url.getFragment() == null;
  }

  private static boolean isLoopback(URI url) {
    try {
      return url.getHost().equals("localhost")
          || InetAddress.ofLiteral(url.getHost()).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private Optional<String> usualUrl(Kind kind, Optional<String> region) {
    return switch (kind) {
      case LLAMAPARSE -> Optional.of(llamaUrl(region));
      case OPENAI ->
          name.equals(OPENAI)
              ? Optional.of(variable("OPENAI_BASE_URL").orElse("https://api.openai.com/v1"))
              : Optional.empty();
      case AZURE, LOCAL -> Optional.empty();
    };
  }

  /// Keys of one region are not known in the other.
  private String llamaUrl(Optional<String> region) {
    var usual =
        switch (region.orElse("na")) {
          case "na" -> "https://api.cloud.llamaindex.ai";
          case "eu" -> "https://api.cloud.eu.llamaindex.ai";
          default -> {
            section.wrong("region", "must be na or eu");
            yield "https://api.cloud.llamaindex.ai";
          }
        };
    return region.isPresent() ? usual : variable("LLAMA_CLOUD_BASE_URL").orElse(usual);
  }

  private Optional<String> variable(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }

  private Map<String, String> headers() {
    var headers = new LinkedHashMap<String, String>();
    if (name.equals(OPENAI)) {
      variable("OPENAI_ORG_ID").ifPresent(it -> headers.put("OpenAI-Organization", it));
      variable("OPENAI_PROJECT_ID").ifPresent(it -> headers.put("OpenAI-Project", it));
    }
    headers.putAll(section.table("headers"));
    headers.forEach((header, value) -> {
      if (!HEADER_NAME.matcher(header).matches() || !HEADER_VALUE.matcher(value).matches()) {
        section.wrong("headers", "must be names and values of one line of ASCII");
      }
    });
    return headers;
  }

  private Set<Feature> lacks() {
    var lacks = new LinkedHashSet<Feature>();
    for (var word : section.texts("lacks").orElse(List.of())) {
      Feature.of(word)
          .ifPresentOrElse(
              lacks::add,
              () ->
                  section.wrong(
                      "lacks",
                      "knows no '%s'; there are %s"
                          .formatted(
                              word,
                              List.of(Feature.values()).stream().map(Feature::word).toList())));
    }
    return lacks;
  }

  private Timeouts timeouts(Timeouts usual) {
    return section
        .section("timeouts")
        .map(given -> {
          var read =
              new Timeouts(
                  given.duration("connect").orElse(usual.connect()),
                  given.duration("headers").orElse(usual.headers()),
                  given.duration("first_token").orElse(usual.firstToken()),
                  given.duration("between_tokens").orElse(usual.betweenTokens()),
                  given.duration("total").orElse(usual.total()));
          given.finish();
          return read;
        })
        .orElse(usual);
  }
}
