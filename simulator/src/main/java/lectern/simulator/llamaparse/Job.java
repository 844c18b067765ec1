package lectern.simulator.llamaparse;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A parse job at one moment.
///
/// @param course how it will go
/// @param outcome what it will have come to at its end
record Job(Ticket ticket, Order order, Course course, Outcome outcome, State state, Times times) {
  /// What never changes.
  ///
  /// @param billId of its entry on the bill
  /// @param credits what it costs, unless it fails or is cancelled
  /// @param billing how long after its end its credits are told; empty for never
  /// @param cacheKey equal for equal bytes and options of one project
  record Ticket(
      String id,
      Project project,
      String billId,
      String fileName,
      long credits,
      String cacheKey,
      Origin origin,
      Optional<Duration> billing) {}

  /// Where the result comes from.
  enum Origin {
    PARSED,
    CACHED
  }

  /// As v2 names them.
  enum State {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    boolean isFinal() {
      return this != PENDING && this != RUNNING;
    }
  }

  /// @param ended empty while it goes on
  record Times(Instant created, Instant updated, Optional<Instant> ended) {}

  /// How a job goes.
  ///
  /// @param pending until it runs, if there is room; empty if it never does
  /// @param end what then happens; empty if nothing ever does
  /// @param expiry how long after its creation it fails, if it is not over by then
  record Course(Optional<Duration> pending, Optional<End> end, Optional<Duration> expiry) {}

  /// @param after how long it runs
  /// @param state what it then is
  record End(Duration after, State state) {}

  String id() {
    return ticket.id();
  }

  /// How much memory it takes, roughly, in characters.
  long chars() {
    return outcome.chars() + order.chars() + ticket.cacheKey().length();
  }

  Job to(State next, Instant now) {
    var ended = next.isFinal() ? Optional.of(now) : Optional.<Instant>empty();
    return new Job(ticket, order, course, outcome, next, new Times(times.created(), now, ended));
  }

  Job failedWith(Outcome.Failed failure) {
    return new Job(ticket, order, course, failure, state, times);
  }

  /// What it cost, once that has been told.
  Optional<Long> credits(Instant now) {
    return times
        .ended()
        .flatMap(ended -> ticket.billing().map(ended::plus))
        .filter(told -> !now.isBefore(told))
        .map(_ -> state == State.COMPLETED ? ticket.credits() : 0L);
  }

  /// The result, once it is there.
  Optional<Outcome.Parsed> result() {
    return state == State.COMPLETED && outcome instanceof Outcome.Parsed parsed
        ? Optional.of(parsed)
        : Optional.empty();
  }

  /// Why it failed, once it has.
  Optional<Outcome.Failed> failure() {
    return state == State.FAILED && outcome instanceof Outcome.Failed failed
        ? Optional.of(failed)
        : Optional.empty();
  }
}
