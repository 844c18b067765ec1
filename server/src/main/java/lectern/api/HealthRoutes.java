package lectern.api;

import java.util.List;
import java.util.Map;
import lectern.http.Permission;
import lectern.http.Reply;
import lectern.http.Route;

/// Routes for whether the server is well, its version, and metrics.
final class HealthRoutes {
  HealthRoutes(Api.Parts parts) {}

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/v1/health/live", Permission.PUBLIC, _ -> Reply.ok(Map.of("status", "live"))));
  }
}
