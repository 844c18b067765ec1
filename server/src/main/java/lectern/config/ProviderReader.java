package lectern.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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

  /// As variables are named. What looks otherwise may be a key that was written in the wrong place.
  private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,500}");

  /// Header names and values that cannot break a request in two (RFC 9110, 5.6.2 and 5.5).
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]{0,4000}");

  /// These hold keys, or are the transport's own.
  private static final Set<String> RESERVED_HEADERS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "api-key",
          "x-api-key",
          "cookie",
          "host",
          "connection",
          "content-type",
          "content-length",
          "transfer-encoding",
          "accept-encoding");

  private static final int MOST_CONCURRENT = 64;

  /// More than the operating system has connections for.
  private static final int HIGHEST_CONCURRENT = 10_000;

  /// Patterns are tried one after the other, for each request.
  private static final int MOST_MODELS = 200;

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
    checkKind(kind);
    var key = key(kind);
    var provider =
        new Provider(
            name,
            kind,
            kind == Kind.LOCAL
                ? Optional.empty()
                : new BaseUrlReader(name, section, environment).read(kind, key),
            key,
            headers(),
            models(kind),
            lacks(),
            new Limits(section.count("requests_per_minute"), section.count("tokens_per_minute")),
            maxConcurrent(),
            timeouts(kind == Kind.LLAMAPARSE ? UPLOADS : Timeouts.DEFAULT));
    section.finish();
    return provider;
  }

  /// Routes that nobody set lead to these names.
  private void checkKind(Kind kind) {
    boolean fits =
        switch (name) {
          case OPENAI -> kind == Kind.OPENAI || kind == Kind.AZURE;
          case LLAMAPARSE -> kind == Kind.LLAMAPARSE;
          case LOCAL -> kind == Kind.LOCAL;
          default -> kind != Kind.LOCAL;
        };
    if (!fits) {
      section.wrong("kind", "must not be %s under this name".formatted(kind.word()));
    }
  }

  private List<String> models(Kind kind) {
    var usual =
        switch (name) {
          case OPENAI -> OPENAI_MODELS;
          case LOCAL -> List.of(RosterReader.LOCAL_MODEL);
          default -> List.<String>of();
        };
    var models = kind == Kind.LLAMAPARSE ? usual : section.texts("models").orElse(usual);
    if (models.size() > MOST_MODELS) {
      section.wrong("models", "must be at most %d".formatted(MOST_MODELS));
    }
    return models;
  }

  private int maxConcurrent() {
    long most = section.count("max_concurrent").orElse(MOST_CONCURRENT);
    if (most > HIGHEST_CONCURRENT) {
      section.wrong("max_concurrent", "must be at most %,d".formatted(HIGHEST_CONCURRENT));
    }
    return (int) Math.min(most, HIGHEST_CONCURRENT);
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
    if (!VARIABLE.matcher(variable.get()).matches()) {
      section.wrong(
          "key_variable",
          "must name an environment variable in capitals; a key does not stand here");
      return Optional.empty();
    }
    var value = environment.getOrDefault(variable.get(), "").strip();
    if (!KEY.matcher(value).matches()) {
      section.wrong(
          "key_variable",
          "names %s, which %s; set it, or say `key_variable: none`"
              .formatted(
                  variable.get(),
                  value.isEmpty()
                      ? "is not set"
                      : "holds what no key has, such as a blank or a line break"));
      return Optional.empty();
    }
    checkBelongs(kind, variable.get(), value);
    return Optional.of(new ApiKey(value, variable.get()));
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
      } else if (RESERVED_HEADERS.contains(header.toLowerCase(Locale.ROOT))) {
        section.wrong(
            "headers",
            "must not set %s: keys do not stand in a file, and the rest is set by itself"
                .formatted(header));
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
