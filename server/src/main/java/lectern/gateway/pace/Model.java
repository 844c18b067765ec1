package lectern.gateway.pace;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import lectern.gateway.Awaited;
import lectern.gateway.Target;

/// What is known of one target. Not safe for threads.
final class Model {
  private final Target target;
  private final Lane lane;
  private final Breaker breaker;
  private final Map<Awaited, Latency> latencies = new EnumMap<>(Awaited.class);
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

  void answered(Awaited awaited, Duration latency, long now) {
    latencies.computeIfAbsent(awaited, _ -> new Latency()).took(latency, now);
  }

  /// Those that are known.
  Map<Awaited, Duration> latencies(long now) {
    var known = new EnumMap<Awaited, Duration>(Awaited.class);
    latencies.forEach((awaited, it) -> it.at(now).ifPresent(time -> known.put(awaited, time)));
    return known;
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
