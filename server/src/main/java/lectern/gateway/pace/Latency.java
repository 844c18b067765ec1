package lectern.gateway.pace;

import java.time.Duration;
import java.util.Optional;

/// How long something took lately, smoothed. Not safe for threads.
final class Latency {
  /// What a new figure weighs: the last ten or so decide.
  private static final double WEIGHT = 0.2;

  /// After so long nobody knows how quick it is; then it counts as quick, and is tried.
  private static final long FORGOTTEN_NANOS = Duration.ofMinutes(1).toNanos();

  private double nanos;
  private long at;
  private boolean isKnown;

  void took(Duration time, long now) {
    double last = (double) time.toNanos();
    double before = at(now).isPresent() ? nanos : last;
    nanos = before + WEIGHT * (last - before);
    at = now;
    isKnown = true;
  }

  /// Empty when it was not measured lately.
  Optional<Duration> at(long now) {
    return isKnown && now - at < FORGOTTEN_NANOS
        ? Optional.of(Duration.ofNanos((long) nanos))
        : Optional.empty();
  }
}
