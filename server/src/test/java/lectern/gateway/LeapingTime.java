package lectern.gateway;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// The machine's time, but that a pause is over at once: the time leaps to its end. Real exchanges
/// can be made in it, and nobody waits.
public final class LeapingTime implements Time {
  private final AtomicLong leapt = new AtomicLong();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  @Override
  public long nanos() {
    return System.nanoTime() + leapt.get();
  }

  @Override
  public void pause(Duration duration) {
    pauses.add(duration);
    leap(duration);
  }

  void leap(Duration duration) {
    leapt.addAndGet(duration.toNanos());
  }

  List<Duration> pauses() {
    return pauses;
  }
}
