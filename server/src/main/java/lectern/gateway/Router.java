package lectern.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.pace.Gatekeeper;

/// Puts a route's targets into the order in which they are tried: those that are left alone last,
/// whatever the policy.
final class Router {
  private final Gatekeeper gate;

  Router(Gatekeeper gate) {
    this.gate = gate;
  }

  List<Choice> order(ModelRoute route) {
    if (route.choices().size() == 1) {
      return route.choices();
    }
    var ordered = new ArrayList<>(route.choices());
    switch (route.policy()) {
      case ORDERED -> {}
      case FASTEST -> ordered.sort(Comparator.comparingLong(this::latency));
    }
    ordered.sort(Comparator.comparing(this::isLeftAlone)); // keeps the order of equals
    return List.copyOf(ordered);
  }

  /// Who has not been tried yet counts as the quickest, so that it is.
  private long latency(Choice choice) {
    return gate.health(choice.target()).latency().map(it -> it.toNanos()).orElse(0L);
  }

  boolean isLeftAlone(Choice choice) {
    return switch (gate.health(choice.target()).breaker()) {
      case CLOSED, DUE -> false;
      case PROBING, OPEN -> true;
    };
  }
}
