package lectern.api;

import java.util.List;
import lectern.http.Route;

/// Routes for openapi.yaml and the pages that explain problems.
final class ContractRoutes {
  ContractRoutes(Api.Parts parts) {}

  List<Route> routes() {
    return List.of();
  }
}
