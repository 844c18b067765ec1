package lectern.simulator.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The time on the wall. Actions run on virtual threads, so that one that blocks holds up no other.
public final class RealTimeline implements Timeline {
  private final Clock clock = Clock.systemUTC();
  private final Set<CountDownLatch> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;
  private final ScheduledThreadPoolExecutor alarms =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("simulator-alarms").factory());

  public RealTimeline() {
    alarms.setRemoveOnCancelPolicy(true); // many a thing goes long before its time
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  /// Each who waits has a latch of their own: thousands that give up waiting on a common one take
  /// quadratic time.
  @Override
  public void await(Duration duration) throws InterruptedException {
    if (!duration.isPositive()) {
      return;
    }
    var end = new CountDownLatch(1);
    waiting.add(end);
    try {
      if (ended || end.await(nanos(duration), TimeUnit.NANOSECONDS)) {
        throw new TimelineEnded();
      }
    } finally {
      waiting.remove(end);
    }
  }

  /// At most 292 years, which is all that fits.
  private static long nanos(Duration duration) {
    return TimeUnit.NANOSECONDS.convert(duration);
  }

  @Override
  public Alarm at(Instant time, Runnable action) {
    var delay = Duration.between(now(), time);
    var alarm =
        alarms.schedule(
            () -> Thread.ofVirtual().name("simulator-alarm").start(action),
            Math.max(0, nanos(delay)),
            TimeUnit.NANOSECONDS);
    return () -> alarm.cancel(false);
  }

  @Override
  public boolean goesByItself() {
    return true;
  }

  @Override
  public void close() {
    ended = true;
    waiting.forEach(CountDownLatch::countDown);
    alarms.shutdownNow();
  }
}
