package lectern.gateway;

import java.util.List;
import java.util.Optional;

/// All providers and routes there are.
public record Roster(List<Provider> providers, List<ModelRoute> routes) {

  public Roster {
    providers = List.copyOf(providers);
    routes = List.copyOf(routes);
  }

  public Optional<Provider> provider(String name) {
    return providers.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  public Optional<ModelRoute> route(String name) {
    return routes.stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
