package lectern.api.openai;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lectern.gateway.Capability;
import lectern.gateway.ModelRoute;
import lectern.gateway.ModelRoute.Caching;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.ModelRoute.Policy;
import lectern.gateway.Provider;
import lectern.gateway.RetryPolicy;
import lectern.gateway.Roster;
import lectern.gateway.openai.Endpoint;

/// Whom a client means by a model's name: a route, a provider and its model, or a model that some
/// provider serves. Nobody else can be meant.
final class Directory {
  /// Of a call to a model that stands in no route: OpenAI's SDKs wait as long.
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  /// Names that are remembered; a client that makes up more pays for the looking up.
  private static final int MOST_NAMES = 1_000;

  private final Roster roster;
  private final Map<Name, Optional<ModelRoute>> found = new ConcurrentHashMap<>();

  private record Name(String model, Capability capability) {}

  Directory(Roster roster) {
    this.roster = roster;
  }

  /// The route of that name, or one that leads to the model of that name alone.
  Optional<ModelRoute> find(String model, Endpoint endpoint) {
    var name = new Name(model, capability(endpoint));
    var known = found.get(name);
    if (known != null) {
      return known;
    }
    var route = find(model, name.capability());
    if (found.size() < MOST_NAMES) {
      found.put(name, route);
    }
    return route;
  }

  private Optional<ModelRoute> find(String model, Capability capability) {
    var route = roster.route(model).filter(it -> it.capability() == capability);
    return route.or(() -> inRoute(model, capability)).or(() -> served(model, capability));
  }

  private static Capability capability(Endpoint endpoint) {
    return switch (endpoint) {
      case CHAT, RESPONSES -> Capability.CHAT;
      case EMBEDDINGS -> Capability.EMBED;
    };
  }

  private Optional<ModelRoute> inRoute(String model, Capability capability) {
    return roster.routes().stream()
        .filter(route -> route.capability() == capability)
        .flatMap(route ->
            route.choices().stream()
                .filter(it -> isCalled(it, model))
                .limit(1)
                .map(choice -> only(choice, route.retry(), capability)))
        .findFirst();
  }

  private static boolean isCalled(Choice choice, String model) {
    return choice.target().model().equals(model) || choice.target().toString().equals(model);
  }

  private Optional<ModelRoute> served(String model, Capability capability) {
    return roster.providers().stream()
        .filter(provider -> offers(provider, capability))
        .filter(provider -> serves(provider, nameAt(provider, model)))
        .map(provider ->
            only(
                Choice.of(provider.name(), nameAt(provider, model)),
                RetryPolicy.DEFAULT,
                capability))
        .findFirst();
  }

  private static boolean offers(Provider provider, Capability capability) {
    return switch (provider.kind()) {
      case OPENAI, AZURE -> true;
      case LOCAL -> capability == Capability.EMBED;
      case LLAMAPARSE -> false;
    };
  }

  private static String nameAt(Provider provider, String model) {
    var prefix = provider.name() + "/";
    return model.startsWith(prefix) ? model.substring(prefix.length()) : model;
  }

  private static boolean serves(Provider provider, String model) {
    return provider.models().stream().anyMatch(pattern -> matches(pattern, model));
  }

  /// A `*` stands for anything.
  private static boolean matches(String pattern, String model) {
    var parts = List.of(pattern.split("\\*", -1));
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      boolean isLast = i == parts.size() - 1;
      int found = isLast && i > 0 ? model.length() - part.length() : model.indexOf(part, at);
      if (found < at || (i == 0 && found != 0) || !model.startsWith(part, found)) {
        return false;
      }
      at = found + part.length();
    }
    return parts.size() > 1 || at == model.length();
  }

  private static ModelRoute only(Choice choice, RetryPolicy retry, Capability capability) {
    return new ModelRoute(
        choice.target().toString(),
        capability,
        Policy.ORDERED,
        List.of(choice),
        DEADLINE,
        retry,
        Caching.OFF);
  }

  /// All names that can be asked for and are known: routes, then their targets.
  Set<String> names() {
    var names = new LinkedHashSet<String>();
    var routes =
        roster.routes().stream().filter(it -> it.capability() != Capability.PARSE).toList();
    routes.forEach(route -> names.add(route.name()));
    routes.forEach(
        route -> route.choices().forEach(choice -> names.add(choice.target().toString())));
    return names;
  }
}
