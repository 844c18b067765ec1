package lectern.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/// A time that stands still until [#advance] moves it. What is due on the way happens in order, at
/// the very time it is due, and is over before time goes on; so a virtual day takes as long as what
/// happens in it, and two runs see the same times.
public final class VirtualTimeline implements Timeline {
  /// When a virtual timeline begins that was not told: any fixed moment would do.
  public static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::time).thenComparingLong(Event::number));
  private final Set<CountDownLatch> waiting = new HashSet<>();
  private final ReentrantLock advancing = new ReentrantLock();
  private Instant now;
  private long scheduled;
  private boolean ended;

  private VirtualTimeline(Instant beginning) {
    this.now = beginning;
  }

  /// Begins at [#BEGINNING].
  public static VirtualTimeline fromTheBeginning() {
    return new VirtualTimeline(BEGINNING);
  }

  /// Begins at that moment.
  public static VirtualTimeline from(Instant beginning) {
    return new VirtualTimeline(beginning);
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  /// Lets that much time pass, with everything that is due in it. One thread at a time advances;
  /// the others wait for it.
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + duration);
    }
    advancing.lock();
    try {
      advanceTo(now().plus(duration));
    } finally {
      advancing.unlock();
    }
  }

  private void advanceTo(Instant time) {
    for (var due = nextUntil(time); due.isPresent(); due = nextUntil(time)) {
      due.get().action().run();
    }
    synchronized (this) {
      now = later(now, time);
    }
  }

  private synchronized Optional<Event> nextUntil(Instant time) {
    var next = events.peek();
    if (next == null || next.time().isAfter(time)) {
      return Optional.empty();
    }
    now = later(now, next.time());
    return Optional.of(events.remove());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  @Override
  public void await(Duration duration) throws InterruptedException {
    if (!duration.isPositive()) {
      return;
    }
    var over = new CountDownLatch(1);
    var alarm = beginToWait(duration, over);
    try {
      over.await();
    } finally {
      stopWaiting(alarm, over);
    }
  }

  private synchronized Alarm beginToWait(Duration duration, CountDownLatch over) {
    refuseWhenEnded();
    var alarm = at(now.plus(duration), over::countDown);
    waiting.add(over);
    notifyAll();
    return alarm;
  }

  private synchronized void stopWaiting(Alarm alarm, CountDownLatch over) {
    alarm.callOff();
    waiting.remove(over);
    refuseWhenEnded();
  }

  private void refuseWhenEnded() {
    if (ended) {
      throw new TimelineEnded();
    }
  }

  /// Blocks until so many threads wait for time to pass: then a test can advance it, sure that they
  /// are there.
  public synchronized void awaitWaiting(int threads) throws InterruptedException {
    while (waiting.size() < threads) {
      wait();
    }
  }

  @Override
  public synchronized Alarm at(Instant time, Runnable action) {
    var event = new Event(time, scheduled++, action);
    if (!ended) {
      events.add(event);
    }
    return () -> callOff(event);
  }

  private synchronized void callOff(Event event) {
    events.remove(event);
  }

  @Override
  public boolean goesByItself() {
    return false;
  }

  @Override
  public synchronized void close() {
    ended = true;
    events.clear();
    waiting.forEach(CountDownLatch::countDown);
  }

  private record Event(Instant time, long number, Runnable action) {}
}
