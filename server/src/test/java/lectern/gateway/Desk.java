package lectern.gateway;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import lectern.document.WorkspaceId;
import lectern.gateway.ModelRoute.Caching;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.ModelRoute.Policy;
import lectern.gateway.Provider.Feature;
import lectern.gateway.openai.Endpoint;

/// A gateway with two providers, `first` and `second`, at which nothing has to wait.
final class Desk {
  final ManualTime time = new ManualTime();
  final Gateway gateway;

  Desk(Feature... lackedByTheSecond) {
    var roster =
        new Roster(List.of(provider("first"), provider("second", lackedByTheSecond)), List.of());
    gateway =
        new Gateway(
            roster,
            new OpenGate(),
            new Deaf(),
            new Gateway.Surroundings(time, Clock.systemUTC(), new Random(7)));
  }

  private static Provider provider(String name, Feature... lacks) {
    return Providers.openAi(name, URI.create("http://localhost/v1"), Timeouts.DEFAULT, lacks);
  }

  static ModelRoute route(Choice... choices) {
    return new ModelRoute(
        "chat",
        Capability.CHAT,
        Policy.ORDERED,
        List.of(choices),
        Duration.ofMinutes(1),
        RetryPolicy.DEFAULT,
        Caching.OFF);
  }

  Request request(Endpoint endpoint, Choice... choices) {
    var route = route(choices);
    return new Request(
        new UUID(0, 1),
        WorkspaceId.LOCAL,
        endpoint.operation(),
        route,
        Priority.CHAT,
        Deadline.in(route.deadline(), time));
  }

  private static final class Deaf implements CallListener {
    @Override
    public void attempted(Request request, AttemptRecord attempt) {}

    @Override
    public void ended(CallRecord call) {}
  }
}
