package lectern.api;

import java.util.List;
import lectern.http.Route;

/// Routes for workspaces, for the operator.
final class WorkspaceRoutes {
  WorkspaceRoutes(Api.Parts parts) {}

  List<Route> routes() {
    return List.of();
  }
}
