package lectern.gateway.wire;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import lectern.gateway.Time;

/// Time that passes when it is told to.
final class StoppedTime implements Time {
  private final AtomicLong nanos = new AtomicLong();

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void pause(Duration duration) {
    pass(duration);
  }

  void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
