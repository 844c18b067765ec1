package lectern.api;

import java.util.List;
import lectern.http.Route;

/// Routes for browsers that sign in and out.
final class SessionRoutes {
  SessionRoutes(Api.Parts parts) {}

  List<Route> routes() {
    return List.of();
  }
}
