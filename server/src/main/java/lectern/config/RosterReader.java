package lectern.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.gateway.Capability;
import lectern.gateway.ModelRoute;
import lectern.gateway.ModelRoute.Caching;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.ModelRoute.Policy;
import lectern.gateway.Provider;
import lectern.gateway.RetryPolicy;
import lectern.gateway.Roster;

/// Reads who may be asked for what: the sections `providers` and `routes`, over what the keys in
/// the environment make possible.
final class RosterReader {
  /// Enough for anybody's list; each costs some kilobytes.
  private static final int MOST = 100;

  /// Small, current and cheap enough to begin with (OpenAI's price list, 2026-11).
  private static final String CHAT_MODEL = "gpt-5.4-mini";

  private static final String EMBEDDING_MODEL = "text-embedding-3-small";
  static final String LOCAL_MODEL = "bge-small-en-v1.5-q";
  private static final String LOCAL_PARSER = "parser";

  /// Three credits a page, with tables as Markdown.
  private static final String PARSE_TIER = "cost_effective";

  private static final Duration CHAT_DEADLINE = Duration.ofMinutes(2);
  private static final Duration EMBED_DEADLINE = Duration.ofMinutes(2);
  private static final Duration PARSE_DEADLINE = Duration.ofMinutes(15);

  private final Map<String, Section> providers;
  private final Map<String, Section> routes;
  private final Map<String, String> environment;
  private final List<String> problems;

  RosterReader(
      Map<String, Section> providers,
      Map<String, Section> routes,
      Map<String, String> environment,
      List<String> problems) {
    this.providers = providers;
    this.routes = routes;
    this.environment = environment;
    this.problems = problems;
  }

  /// The variable that holds LlamaParse's key: newer SDKs know a second name for it.
  static String llamaVariable(Map<String, String> environment) {
    boolean isSecond =
        !isSet(environment, "LLAMA_CLOUD_API_KEY") && isSet(environment, "LLAMA_PARSE_API_KEY");
    return isSecond ? "LLAMA_PARSE_API_KEY" : "LLAMA_CLOUD_API_KEY";
  }

  private static boolean isSet(Map<String, String> environment, String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }

  Roster read() {
    checkLlamaKeys();
    checkCount("providers", providers.size());
    checkCount("routes", routes.size());
    var all = new LinkedHashMap<String, Provider>();
    providers.forEach((name, section) -> all.put(name, provider(name, section)));
    for (var name : usualProviders()) {
      all.computeIfAbsent(name, it -> provider(it, Section.empty("providers." + it, problems)));
    }
    return new Roster(List.copyOf(all.values()), routes(all));
  }

  private void checkLlamaKeys() {
    var one = environment.getOrDefault("LLAMA_CLOUD_API_KEY", "");
    var other = environment.getOrDefault("LLAMA_PARSE_API_KEY", "");
    if (!one.isBlank() && !other.isBlank() && !one.equals(other)) {
      problems.add(
          "environment: LLAMA_CLOUD_API_KEY and LLAMA_PARSE_API_KEY differ; set one of them");
    }
  }

  private void checkCount(String what, int count) {
    if (count > MOST) {
      problems.add("lectern.yaml: at most %d %s, not %d".formatted(MOST, what, count));
    }
  }

  private Provider provider(String name, Section section) {
    return new ProviderReader(name, section, environment).read();
  }

  private List<String> usualProviders() {
    var usual = new ArrayList<String>();
    if (isSet(environment, "OPENAI_API_KEY")) {
      usual.add(ProviderReader.OPENAI);
    }
    if (isSet(environment, llamaVariable(environment))) {
      usual.add(ProviderReader.LLAMAPARSE);
    }
    usual.add(ProviderReader.LOCAL);
    return usual;
  }

  private List<ModelRoute> routes(Map<String, Provider> all) {
    var read = new LinkedHashMap<String, ModelRoute>();
    routes.forEach((name, section) ->
        new RouteReader(name, section, all).read().ifPresent(route -> read.put(name, route)));
    for (var usual : usualRoutes(all)) {
      if (!routes.containsKey(usual.name())) {
        read.put(usual.name(), usual);
      }
    }
    return List.copyOf(read.values());
  }

  private static List<ModelRoute> usualRoutes(Map<String, Provider> all) {
    var usual = new ArrayList<ModelRoute>();
    boolean hasOpenAi = all.containsKey(ProviderReader.OPENAI);
    if (hasOpenAi) {
      usual.add(usual(Capability.CHAT, Choice.of(ProviderReader.OPENAI, CHAT_MODEL)));
    }
    usual.add(
        usual(
            Capability.EMBED,
            hasOpenAi
                ? Choice.of(ProviderReader.OPENAI, EMBEDDING_MODEL)
                : Choice.of(ProviderReader.LOCAL, LOCAL_MODEL)));
    var parsers = new LinkedHashSet<Choice>();
    if (all.containsKey(ProviderReader.LLAMAPARSE)) {
      parsers.add(Choice.of(ProviderReader.LLAMAPARSE, PARSE_TIER));
    }
    parsers.add(Choice.of(ProviderReader.LOCAL, LOCAL_PARSER));
    usual.add(usual(Capability.PARSE, parsers.toArray(Choice[]::new)));
    return usual;
  }

  private static ModelRoute usual(Capability capability, Choice... choices) {
    return new ModelRoute(
        capability.word(),
        capability,
        Policy.ORDERED,
        List.of(choices),
        deadline(capability),
        RetryPolicy.DEFAULT,
        Caching.OFF);
  }

  /// How long a call waits that says nothing itself.
  static Duration deadline(Capability capability) {
    return switch (capability) {
      case CHAT -> CHAT_DEADLINE;
      case EMBED -> EMBED_DEADLINE;
      case PARSE -> PARSE_DEADLINE;
    };
  }

  /// Whether a provider can be asked for it at all.
  static Optional<String> unfit(Provider provider, Capability capability, String model) {
    boolean fits =
        switch (provider.kind()) {
          case OPENAI, AZURE -> capability != Capability.PARSE;
          case LLAMAPARSE -> capability == Capability.PARSE;
          case LOCAL ->
              switch (capability) {
                case PARSE -> model.equals(LOCAL_PARSER);
                case EMBED -> model.equals(LOCAL_MODEL);
                case CHAT -> false;
              };
        };
    return fits
        ? Optional.empty()
        : Optional.of(
            "%s/%s cannot %s; the local ones are local/%s and local/%s"
                .formatted(provider.name(), model, capability.word(), LOCAL_PARSER, LOCAL_MODEL));
  }
}
