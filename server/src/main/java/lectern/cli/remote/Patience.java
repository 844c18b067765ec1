package lectern.cli.remote;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How long to bear with a server that is away: pauses that grow, up to a limit. For one thread.
final class Patience {
  /// A server that restarts is back within seconds; the first pauses are not felt.
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Duration limit;
  private final CountDownLatch never = new CountDownLatch(1);
  private Duration next = FIRST_PAUSE;
  private Optional<Long> awaySince = Optional.empty();

  /// @param limit how long a server may be away
  Patience(Duration limit) {
    this.limit = limit;
  }

  /// Waits before another try. A pause that the limit would not outlive is not begun.
  ///
  /// @throws ServerAway the same, when the server has been away for too long
  void pause(ServerAway away) throws InterruptedException {
    long now = System.nanoTime();
    long since = awaySince.orElse(now);
    awaySince = Optional.of(since);
    var pause = next.compareTo(away.asked()) >= 0 ? next : away.asked();
    if (Duration.ofNanos(now - since).plus(pause).compareTo(limit) > 0) {
      throw away;
    }
    never.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    var doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  /// The server is there again.
  void renew() {
    next = FIRST_PAUSE;
    awaySince = Optional.empty();
  }
}
