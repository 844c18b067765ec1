package lectern.api;

import java.util.List;
import lectern.http.Route;

/// Routes for documents: list, get, rename, tag, delete, retry, originals.
final class DocumentRoutes {
  DocumentRoutes(Api.Parts parts) {}

  List<Route> routes() {
    return List.of();
  }
}
