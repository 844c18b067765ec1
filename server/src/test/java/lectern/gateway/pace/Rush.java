package lectern.gateway.pace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import lectern.gateway.CallError;
import lectern.gateway.Decision;
import lectern.gateway.Need;
import lectern.gateway.Priority;
import lectern.gateway.Provider;
import lectern.gateway.RetryPolicy;
import lectern.gateway.SoFar;
import lectern.gateway.Target;
import lectern.gateway.Timeouts;
import lectern.gateway.Usage;
import lectern.gateway.pace.Ticket.Verdict;

/// A door, callers before it and a provider behind it, all in virtual time: minutes pass at once,
/// and the same seed makes the same minutes.
final class Rush {
  static final long SECOND = 1_000_000_000L;
  private static final Target TARGET = new Target("there", "small");

  /// Who calls.
  ///
  /// @param everyNanos on average, in an open loop
  record Callers(Priority priority, long everyNanos, Need need, Usage usage, Duration patience) {}

  /// A call that is over.
  record Ended(Priority priority, long begun, long sent, long at, Optional<CallError> error) {}

  private record Event(long at, long order, Runnable what) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final Random random;
  private final Door door;
  private final FakeProvider provider;
  final List<Ended> ended = new ArrayList<>();
  long now;
  int refusals;
  private long orders;
  private long due = Long.MAX_VALUE;

  Rush(Provider.Limits limits, int places, FakeProvider provider, long seed) {
    this.random = new Random(seed);
    this.provider = provider;
    this.door = new Door(provider(limits, places), random);
  }

  static Provider provider(Provider.Limits limits, int places) {
    return new Provider(
        TARGET.provider(),
        Provider.Kind.OPENAI,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        Set.of(),
        limits,
        places,
        Timeouts.DEFAULT);
  }

  /// Has somebody call again and again, at random times, until then.
  Rush calls(Callers who, long until) {
    long at = now + (long) (-Math.log(1 - random.nextDouble()) * (double) who.everyNanos());
    if (at < until) {
      at(
          at,
          () -> {
            call(new Call(who, now));
            calls(who, until);
          });
    }
    return this;
  }

  /// Has so many call again as soon as they are answered, until then.
  Rush crowd(int size, Callers who, long until) {
    for (int i = 0; i < size; i++) {
      at(now + i, () -> call(new Call(who, now, until)));
    }
    return this;
  }

  Rush at(long when, Runnable what) {
    events.add(new Event(when, orders++, what));
    return this;
  }

  /// Lets time pass until then.
  void run(long until) {
    while (Math.min(nextEvent(), due) <= until) {
      if (due < nextEvent()) {
        now = due;
      } else {
        var event = events.remove();
        now = event.at();
        event.what().run();
      }
      long wait = door.pass(now);
      due = wait > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + wait;
    }
    now = until;
  }

  private long nextEvent() {
    return events.isEmpty() ? Long.MAX_VALUE : events.peek().at();
  }

  private void call(Call call) {
    var wish = new Ticket.Wish(call.who.need(), call.who.priority(), call.deadline);
    var ticket = new Ticket[1];
    ticket[0] =
        new Ticket(door.model(TARGET, now).orElseThrow(), wish, () -> settled(call, ticket[0]));
    door.arrive(ticket[0], now);
  }

  private void settled(Call call, Ticket ticket) {
    switch (ticket.verdict().orElseThrow()) {
      case Verdict.No(var why) -> decide(call, why, now);
      case Verdict.Go _ -> send(call, ticket);
    }
  }

  private void send(Call call, Ticket ticket) {
    long sent = now;
    var reply = provider.serve(call.who.need(), call.who.usage(), now);
    at(
        now + reply.takes(),
        () -> {
          door.done(ticket, reply.end(), now);
          var error = reply.end().error();
          if (error.isEmpty()) {
            end(call, sent, error);
          } else {
            refusals += error.get() instanceof CallError.Throttled ? 1 : 0;
            decide(call, error.get(), sent);
          }
        });
  }

  private void decide(Call call, CallError error, long sent) {
    if (error instanceof CallError.Throttled) {
      call.throttles++;
    } else {
      call.failures++;
    }
    var soFar =
        new SoFar(
            call.failures,
            call.throttles,
            Duration.ofNanos(call.deadline - now),
            SoFar.Next.NONE,
            SoFar.Shown.NOTHING,
            SoFar.Quota.LEFT);
    switch (RetryPolicy.DEFAULT.after(error, soFar, random.nextDouble())) {
      case Decision.Wait(var pause) -> at(now + pause.toNanos(), () -> call(call));
      case Decision.RetryAfter(var pause) -> at(now + pause.toNanos(), () -> call(call));
      case Decision.NextProvider _, Decision.GiveUp _ -> end(call, sent, Optional.of(error));
    }
  }

  private void end(Call call, long sent, Optional<CallError> error) {
    ended.add(new Ended(call.who.priority(), call.begun, sent, now, error));
    if (now < call.until) {
      at(now + 1, () -> call(new Call(call.who, now, call.until)));
    }
  }

  /// Answered calls that ended in between.
  long answered(long from, long to) {
    return ended.stream()
        .filter(it -> it.error().isEmpty() && it.at() >= from && it.at() < to)
        .count();
  }

  /// The wait before sending that one in twenty of these has to bear longer.
  Duration waited95(Priority priority) {
    var waits =
        ended.stream()
            .filter(it -> it.priority() == priority && it.error().isEmpty())
            .map(it -> it.sent() - it.begun())
            .sorted()
            .toList();
    return Duration.ofNanos(waits.get(waits.size() * 95 / 100));
  }

  List<LaneView> views() {
    return door.views(now);
  }

  private static final class Call {
    private final Callers who;
    private final long begun;
    private final long deadline;
    private final long until;
    private int failures;
    private int throttles;

    Call(Callers who, long begun) {
      this(who, begun, 0);
    }

    Call(Callers who, long begun, long until) {
      this.who = who;
      this.begun = begun;
      this.deadline = begun + who.patience().toNanos();
      this.until = until;
    }
  }
}
