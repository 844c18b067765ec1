package lectern.gateway;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The machine's own time.
public final class SystemTime implements Time {

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  /// A pause that was decided on. Nothing else could end it.
  @Override
  public void pause(Duration duration) throws InterruptedException {
    var never = new CountDownLatch(1);
    while (never.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException("nobody counts it down");
    }
  }
}
