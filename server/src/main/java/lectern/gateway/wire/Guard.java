package lectern.gateway.wire;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import lectern.gateway.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at all exchanges every few milliseconds and cuts those that take too long, or whose thread
/// was interrupted. One way for all limits, whatever an exchange is blocked in: a connection, a
/// handshake, a write, a read. While there is no exchange, it rests.
final class Guard implements AutoCloseable {
  /// A limit is overrun by this at most. A look at 1,000 exchanges takes some 20 µs.
  static final Duration ROUND = Duration.ofMillis(5);

  /// How often it looks when there is nothing to look at, to have idle connections closed.
  static final Duration REST = Duration.ofSeconds(1);

  private static final int ROUNDS_PER_REST = (int) REST.dividedBy(ROUND);

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
  private final Time time;
  private final Runnable sweep;
  private final Thread thread;
  private volatile boolean isResting;
  private volatile boolean isClosed;

  /// @param sweep is run about every {@link #REST}
  Guard(Time time, Runnable sweep) {
    this.time = time;
    this.sweep = sweep;
    this.thread = Thread.ofPlatform().daemon().name("gateway-guard").start(this::run);
  }

  void watch(Exchange exchange) {
    exchanges.add(exchange);
    if (isResting) {
      LockSupport.unpark(thread);
    }
  }

  void forget(Exchange exchange) {
    exchanges.remove(exchange);
  }

  /// Catches wide: a mistake about one exchange must not end the limits of all others.
  private void run() {
    int rounds = 0;
    while (!isClosed) {
      pause();
      rounds = exchanges.isEmpty() ? ROUNDS_PER_REST : rounds + 1;
      try {
        look(rounds);
      } catch (RuntimeException e) {
        LOG.error("limits of an exchange could not be looked after", e);
      }
      rounds %= ROUNDS_PER_REST;
    }
  }

  private void look(int rounds) {
    long now = time.nanos();
    exchanges.forEach(exchange -> exchange.check(now));
    if (rounds >= ROUNDS_PER_REST) {
      sweep.run();
    }
  }

  private void pause() {
    isResting = true; // before the look: who comes after it sees this, and wakes the guard
    var length = exchanges.isEmpty() ? REST : ROUND;
    isResting = length.equals(REST);
    LockSupport.parkNanos(this, length.toNanos());
    isResting = false;
  }

  /// Cuts whatever is left.
  @Override
  public void close() {
    isClosed = true;
    LockSupport.unpark(thread);
    exchanges.forEach(Exchange::giveUp);
  }
}
