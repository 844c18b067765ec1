package lectern.gateway.pace;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.gateway.Awaited;
import lectern.gateway.CallError;
import lectern.gateway.Deadline;
import lectern.gateway.LimitNews;
import lectern.gateway.Need;
import lectern.gateway.Priority;
import lectern.gateway.Target;
import lectern.gateway.Usage;

/// Lets an attempt go, when it may. Safe to use from many threads.
///
/// This is the seam for several nodes: whoever shares limits among them takes its place.
public interface Gatekeeper {

  /// Waits until an attempt may be sent, or says why it may not be before the deadline.
  Admission admit(Target target, Need need, Priority priority, Deadline deadline)
      throws InterruptedException;

  /// How a target is doing.
  Health health(Target target);

  /// Whether the provider's quota of retries allows one more after this error.
  boolean mayRetry(String provider, CallError error);

  /// Takes from the provider's quota what a retry after this error costs. It comes back when
  /// attempts succeed.
  void retrying(String provider, CallError error);

  /// Gives that back: the retry went well.
  default void recovered(String provider, CallError error) {}

  /// What is known of each target that was asked lately; nothing, for whoever keeps no such count.
  default List<LaneView> lanes() {
    return List.of();
  }

  /// Whether it may be sent.
  sealed interface Admission {

    /// Now. The permit must be given back.
    record Admitted(Permit permit) implements Admission {}

    /// Not before the deadline, or not at all for a while.
    record Refused(CallError error) implements Admission {}
  }

  /// An attempt on its way.
  interface Permit {

    /// Says what came of it. Once.
    ///
    /// @param error empty when all went well
    /// @param usage what it really used, if that is known; else the worst case stays charged
    void done(Optional<CallError> error, Optional<Usage> usage, LimitNews news);

    /// What was awaited is there: how long that took since it was sent.
    void answered(Awaited awaited, Duration sinceSent);
  }

  /// How a target is doing.
  ///
  /// @param breaker whether attempts are let through
  /// @param latencies smoothed, those that are known
  record Health(Breaker breaker, Map<Awaited, Duration> latencies) {
    public Health {
      latencies = Map.copyOf(latencies);
    }

    public Optional<Duration> latency(Awaited awaited) {
      return Optional.ofNullable(latencies.get(awaited));
    }

    /// The states of a circuit breaker.
    public enum Breaker {
      CLOSED,
      /// It was left alone for long enough: the next attempt finds out.
      DUE,
      /// One attempt is finding out whether all is well again; others are not let through.
      PROBING,
      /// Left alone.
      OPEN
    }
  }
}
