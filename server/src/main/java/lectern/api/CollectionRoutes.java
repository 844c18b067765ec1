package lectern.api;

import java.util.List;
import lectern.http.Route;

/// Routes for collections of documents.
final class CollectionRoutes {
  CollectionRoutes(Api.Parts parts) {}

  List<Route> routes() {
    return List.of();
  }
}
