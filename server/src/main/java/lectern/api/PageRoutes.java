package lectern.api;

import java.util.List;
import lectern.http.Route;

/// Routes for pages, as text and as pictures.
final class PageRoutes {
  PageRoutes(Api.Parts parts) {}

  List<Route> routes() {
    return List.of();
  }
}
