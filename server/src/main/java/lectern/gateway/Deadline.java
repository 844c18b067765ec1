package lectern.gateway;

import java.time.Duration;

/// The moment after which nobody waits for a call any more. One deadline holds for everything that
/// is done for a call: queueing, attempts, pauses, fallbacks.
///
/// @param atNanos by {@link Time#nanos()}
public record Deadline(long atNanos) {

  public static Deadline in(Duration duration, Time time) {
    return new Deadline(time.nanos() + duration.toNanos());
  }

  /// How much is left; zero or less when it has passed.
  public Duration left(Time time) {
    return Duration.ofNanos(atNanos - time.nanos());
  }

  public boolean hasPassed(Time time) {
    return atNanos - time.nanos() <= 0;
  }
}
