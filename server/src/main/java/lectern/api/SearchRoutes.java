package lectern.api;

import java.util.List;
import lectern.http.Route;

/// Routes for passages for a question.
final class SearchRoutes {
  SearchRoutes(Api.Parts parts) {}

  List<Route> routes() {
    return List.of();
  }
}
