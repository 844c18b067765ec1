package lectern.api;

import java.util.List;
import lectern.http.Route;

/// Routes for API keys.
final class KeyRoutes {
  KeyRoutes(Api.Parts parts) {}

  List<Route> routes() {
    return List.of();
  }
}
