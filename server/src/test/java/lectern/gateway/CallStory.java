package lectern.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import lectern.document.WorkspaceId;
import lectern.gateway.AttemptRecord.Moment;
import lectern.gateway.ModelRoute.Caching;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.ModelRoute.Policy;
import lectern.gateway.pace.Gatekeeper;

/// A call whose first target fails and whose second one answers, and one that is answered from what
/// was kept: all that a listener can hear.
public final class CallStory {
  private CallStory() {}

  public static void tell(CallListener listener) throws InterruptedException {
    var time = new ManualTime();
    var gateway =
        new Gateway(
            new Roster(List.of(provider("first"), provider("second")), List.of()),
            new OpenGate(),
            listener,
            new Gateway.Surroundings(time, Clock.systemUTC(), new Random(7)));
    var outcome = gateway.call(request(time, 1), new Answering());
    gateway.answered(
        request(time, 2), outcome.account(), new Account.Hit(Duration.ofSeconds(3), 15));
  }

  /// Lets somebody watch the story's providers.
  public static void watched(BiConsumer<Roster, Gatekeeper> watch) {
    watch.accept(new Roster(List.of(provider("first")), List.of()), new OpenGate());
  }

  static Request request(Time time, int number) {
    var route =
        new ModelRoute(
            "chat",
            Capability.CHAT,
            Policy.ORDERED,
            List.of(Choice.of("first", "small"), Choice.of("second", "small")),
            Duration.ofMinutes(1),
            RetryPolicy.DEFAULT,
            Caching.OFF);
    return new Request(
        new UUID(0, number),
        WorkspaceId.LOCAL,
        "chat",
        route,
        Priority.CHAT,
        Deadline.in(Duration.ofMinutes(1), time));
  }

  static Provider provider(String name) {
    return new Provider(
        name,
        Provider.Kind.OPENAI,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        Set.of(),
        Provider.Limits.LEARNT,
        8,
        Timeouts.DEFAULT);
  }

  private static final class Answering implements Work<String> {
    @Override
    public Need need(Choice choice) {
      return new Need(1, 10);
    }

    @Override
    public OnLost onLost() {
      return OnLost.ASK_AGAIN;
    }

    @Override
    public Sent<String> send(Attempt attempt) {
      attempt.record().mark(Moment.SENT);
      if (attempt.target().provider().equals("first")) {
        return Sent.Failed.of(new CallError.OutOfCredit("it is used up"));
      }
      attempt.record().mark(Moment.FIRST_TOKEN);
      return new Sent.Done<>("because", Optional.of(new Usage(10, 0, 5, 0)), LimitNews.NONE);
    }
  }
}
