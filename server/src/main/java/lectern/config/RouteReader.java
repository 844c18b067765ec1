package lectern.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import lectern.gateway.Capability;
import lectern.gateway.ModelRoute;
import lectern.gateway.ModelRoute.Caching;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.ModelRoute.Continuation;
import lectern.gateway.ModelRoute.Policy;
import lectern.gateway.Provider;
import lectern.gateway.RetryPolicy;
import lectern.gateway.Target;

/// Reads one route.
final class RouteReader {
  private static final int MOST_TARGETS = 20;
  private static final int MOST_ATTEMPTS = 10;

  private final String name;
  private final Section section;
  private final Map<String, Provider> providers;

  /// What the vectors of a target are called, where its settings say so.
  private final Map<Target, String> vectors = new HashMap<>();

  RouteReader(String name, Section section, Map<String, Provider> providers) {
    this.name = name;
    this.section = section;
    this.providers = providers;
  }

  /// @return empty when it leads nowhere, which has been told
  Optional<ModelRoute> read() {
    if (!ProviderReader.NAME.matcher(name).matches()) {
      section.wrong("", "must be named by 1 to 40 small letters, digits and hyphens");
    }
    var capability =
        section
            .word("capability", List.of(Capability.values()), Capability::word)
            .or(this::namedAfter);
    if (capability.isEmpty()) {
      section.wrong("", "needs a capability: parse, embed or chat");
    }
    if (namedAfter().isPresent() && !namedAfter().equals(capability)) {
      section.wrong("capability", "must be %s under this name".formatted(name));
    }
    var choices =
        section.items("targets", text -> Choice.of("", text), this::choice).stream()
            .map(it -> it.target().provider().isEmpty() ? plain(it.target().model()) : it)
            .toList();
    var policy = section.word("policy", List.of(Policy.values()), Policy::word);
    var deadline = section.duration("deadline");
    var retry = retry();
    var caching = section.flag("cache").orElse(false) ? Caching.ON : Caching.OFF;
    section.finish();
    if (choices.isEmpty() || choices.size() > MOST_TARGETS) {
      section.wrong("targets", "must name from 1 to %d targets".formatted(MOST_TARGETS));
    }
    if (capability.isEmpty() || choices.isEmpty()) {
      return Optional.empty();
    }
    choices.forEach(choice -> check(choice.target(), capability.get()));
    if (choices.stream().map(Choice::target).distinct().count() < choices.size()) {
      section.wrong("targets", "names a target twice; `attempts` says how often each is asked");
    }
    checkVectors(capability.get(), choices);
    return Optional.of(
        new ModelRoute(
            name,
            capability.get(),
            policy.orElse(Policy.ORDERED),
            choices,
            deadline.orElse(RosterReader.deadline(capability.get())),
            retry,
            caching));
  }

  private Optional<Capability> namedAfter() {
    return List.of(Capability.values()).stream().filter(it -> it.word().equals(name)).findFirst();
  }

  private static Choice plain(String text) {
    return new Choice(target(text), OptionalLong.empty(), Continuation.NOT_ACCEPTED);
  }

  /// The provider's name is what stands before the first slash; models have slashes, too.
  private static Target target(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new Target(text, "")
        : new Target(text.substring(0, slash), text.substring(slash + 1));
  }

  private Optional<Choice> choice(Section item) {
    var text = item.text("target");
    if (text.isEmpty()) {
      item.wrong("", "needs a target, such as openai/gpt-5.4-mini");
      return Optional.empty();
    }
    var target = target(text.get());
    item.text("vectors").ifPresent(it -> vectors.put(target, it));
    var continues =
        item.flag("continues").orElse(false) ? Continuation.ACCEPTED : Continuation.NOT_ACCEPTED;
    var choice = new Choice(target, item.count("context"), continues);
    item.finish();
    return Optional.of(choice);
  }

  private void check(Target target, Capability capability) {
    var provider = providers.get(target.provider());
    if (target.model().isBlank()) {
      section.wrong(
          "targets", "must be like provider/model, not '%s'".formatted(target.provider()));
    } else if (provider == null) {
      section.wrong(
          "targets",
          "names the provider '%s'; there are %s (openai and llamaparse need their keys)"
              .formatted(target.provider(), providers.keySet()));
    } else {
      RosterReader.unfit(provider, capability, target.model())
          .ifPresent(why -> section.wrong("targets", "is not possible: " + why));
    }
  }

  /// Vectors of two models have nothing to do with each other, even when they are equally long.
  private void checkVectors(Capability capability, List<Choice> choices) {
    if (capability != Capability.EMBED) {
      return;
    }
    var kinds =
        choices.stream()
            .map(it -> vectors.getOrDefault(it.target(), it.target().model()))
            .distinct()
            .toList();
    if (kinds.size() > 1) {
      section.wrong(
          "targets",
          "has different embedding models, %s, whose vectors cannot be compared; where they are the"
                  .formatted(kinds)
              + " same model by another name, give each target the same `vectors`");
    }
  }

  private RetryPolicy retry() {
    var usual = RetryPolicy.DEFAULT;
    long attempts = section.count("attempts").orElse(usual.mostFailures());
    if (attempts > MOST_ATTEMPTS) {
      section.wrong("attempts", "must be at most %d".formatted(MOST_ATTEMPTS));
    }
    var base = section.duration("retry_base").orElse(usual.base());
    var cap = section.duration("retry_cap").orElse(usual.cap());
    if (cap.compareTo(base) < 0) {
      section.wrong("retry_cap", "must not be shorter than retry_base");
    }
    return new RetryPolicy((int) Math.min(attempts, MOST_ATTEMPTS), base, cap);
  }
}
