package lectern.gateway;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All providers and routes there are.
public record Roster(List<Provider> providers, List<ModelRoute> routes) {

  public Roster {
    providers = List.copyOf(providers);
    routes = List.copyOf(routes);
  }

  public Optional<Provider> provider(String name) {
    return providers.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /// Whether a route asks it that Lectern uses itself.
  public boolean isUsed(Provider provider) {
    return Stream.of(Capability.values())
        .flatMap(it -> route(it.word()).stream())
        .flatMap(route -> route.choices().stream())
        .anyMatch(choice -> choice.target().provider().equals(provider.name()));
  }

  public Optional<ModelRoute> route(String name) {
    return routes.stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
