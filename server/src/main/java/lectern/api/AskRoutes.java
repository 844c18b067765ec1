package lectern.api;

import java.util.List;
import lectern.http.Route;

/// Routes for answers with citations.
final class AskRoutes {
  AskRoutes(Api.Parts parts) {}

  List<Route> routes() {
    return List.of();
  }
}
