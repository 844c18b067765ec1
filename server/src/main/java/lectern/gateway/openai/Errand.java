package lectern.gateway.openai;

import com.github.f4b6a3.uuid.UuidCreator;
import lectern.document.WorkspaceId;
import lectern.gateway.Deadline;
import lectern.gateway.ModelRoute;
import lectern.gateway.Priority;
import lectern.gateway.Request;
import lectern.gateway.Time;

/// For whom Lectern itself asks, by which route, and how urgently.
public record Errand(WorkspaceId workspace, ModelRoute route, Priority priority) {

  /// A request that has the route's own deadline from now on.
  Request request(Endpoint endpoint, Time time) {
    return new Request(
        UuidCreator.getTimeOrderedEpoch(),
        workspace,
        endpoint.operation(),
        route,
        priority,
        Deadline.in(route.deadline(), time));
  }

  /// The model that the route asks first.
  String model() {
    return route.choices().getFirst().target().model();
  }
}
