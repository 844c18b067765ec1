package lectern.api;

import java.util.List;
import lectern.http.Route;

/// Routes for what happens to documents, as a stream.
final class EventRoutes {
  EventRoutes(Api.Parts parts) {}

  List<Route> routes() {
    return List.of();
  }
}
