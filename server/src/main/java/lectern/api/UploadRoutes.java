package lectern.api;

import java.util.List;
import lectern.http.Route;

/// Routes for files that come in.
final class UploadRoutes {
  UploadRoutes(Api.Parts parts) {}

  List<Route> routes() {
    return List.of();
  }
}
