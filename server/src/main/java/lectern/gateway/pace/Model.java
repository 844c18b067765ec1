package lectern.gateway.pace;

import java.time.Duration;
import java.util.Optional;
import lectern.gateway.Target;

/// What is known of one target. Not safe for threads.
final class Model {
  /// What a new figure weighs: the last ten or so decide.
  private static final double WEIGHT = 0.2;

  /// After so long nobody knows how quick it is; then it counts as quick, and is tried.
  private static final long FORGOTTEN_NANOS = Duration.ofMinutes(1).toNanos();

  private final Target target;
  private final Lane lane;
  private final Breaker breaker;
  private double latencyNanos;
  private long latencyAt;
  private boolean isLatencyKnown;
  private int inFlight;
  private int waiting;

  Model(Target target, Lane lane, Breaker breaker) {
    this.target = target;
    this.lane = lane;
    this.breaker = breaker;
  }

  Target target() {
    return target;
  }

  Lane lane() {
    return lane;
  }

  Breaker breaker() {
    return breaker;
  }

  void answered(Duration latency, long now) {
    double nanos = (double) latency.toNanos();
    double before = latency(now).isPresent() ? latencyNanos : nanos;
    latencyNanos = before + WEIGHT * (nanos - before);
    latencyAt = now;
    isLatencyKnown = true;
  }

  Optional<Duration> latency(long now) {
    return isLatencyKnown && now - latencyAt < FORGOTTEN_NANOS
        ? Optional.of(Duration.ofNanos((long) latencyNanos))
        : Optional.empty();
  }

  void waits(int more) {
    waiting += more;
  }

  void flies(int more) {
    inFlight += more;
  }

  int waiting() {
    return waiting;
  }

  int inFlight() {
    return inFlight;
  }

  boolean isIdle() {
    return waiting == 0 && inFlight == 0;
  }
}
