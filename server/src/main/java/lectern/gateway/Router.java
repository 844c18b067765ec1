package lectern.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.pace.Gatekeeper;

/// Puts a route's targets into the order in which they are tried: those that are left alone last,
/// whatever the policy.
final class Router {
  private final Gatekeeper gate;

  Router(Gatekeeper gate) {
    this.gate = gate;
  }

  /// @param awaited by what the quickest is told; empty when all are equally quick
  List<Choice> order(ModelRoute route, Optional<Awaited> awaited) {
    if (route.choices().size() == 1) {
      return route.choices();
    }
    var ordered = new ArrayList<>(route.choices());
    switch (route.policy()) {
      case ORDERED -> {}
      case FASTEST ->
          awaited.ifPresent(it -> ordered.sort(Comparator.comparingLong(one -> latency(one, it))));
    }
    ordered.sort(Comparator.comparing(this::isLeftAlone)); // keeps the order of equals
    return List.copyOf(ordered);
  }

  /// Who has not been tried yet counts as the quickest, so that it is.
  private long latency(Choice choice, Awaited awaited) {
    return gate.health(choice.target()).latency(awaited).map(Duration::toNanos).orElse(0L);
  }

  boolean isLeftAlone(Choice choice) {
    return switch (gate.health(choice.target()).breaker()) {
      case CLOSED, DUE -> false;
      case PROBING, OPEN -> true;
    };
  }
}
