package lectern.store.postgres;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The moment a step must be over by, on the monotonic clock.
record Deadline(long nanoTime) {

  /// Between two looks at something that does not tell by itself. A server takes about this long to
  /// stop, and a look costs microseconds.
  private static final Duration PAUSE = Duration.ofMillis(20);

  static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  boolean isOver() {
    return left().isZero();
  }

  /// Whether the condition came true in time.
  boolean await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (isOver()) {
        return false;
      }
      pause();
    }
    return true;
  }

  static void pause() throws InterruptedException {
    LockSupport.parkNanos(PAUSE.toNanos());
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
