package lectern.store.postgres;

import java.time.Duration;

/// The moment a step must be over by, on the monotonic clock.
record Deadline(long nanoTime) {

  static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  boolean isOver() {
    return left().isZero();
  }
}
