package lectern.gateway.llamaparse;

import java.util.List;
import java.util.UUID;
import lectern.document.WorkspaceId;
import lectern.gateway.Deadline;
import lectern.gateway.ModelRoute;
import lectern.gateway.Priority;
import lectern.gateway.Request;

/// For whom something is asked, of whom, and until when.
///
/// @param route leads to LlamaParse alone: a job lives where it was created
public record Errand(WorkspaceId workspace, ModelRoute route, Deadline deadline) {

  /// The same route with one of its choices only.
  public static ModelRoute pinned(ModelRoute route, ModelRoute.Choice choice) {
    return new ModelRoute(
        route.name(),
        route.capability(),
        route.policy(),
        List.of(choice),
        route.deadline(),
        route.retry(),
        ModelRoute.Caching.OFF);
  }

  public Errand until(Deadline other) {
    return new Errand(workspace, route, other);
  }

  Request request(String operation) {
    return new Request(UUID.randomUUID(), workspace, operation, route, Priority.INGEST, deadline);
  }
}
