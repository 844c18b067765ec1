package lectern.simulator.limit;

import java.time.Duration;
import java.time.Instant;

/// So many requests in a window for each caller, in a [Bucket] of its own. A request that is
/// refused does not count. Any number of threads may ask.
public final class Quota {
  /// More callers than a test has; their buckets take less than 10 MB.
  static final int MOST_CALLERS = 50_000;

  private final int perWindow;
  private final Duration window;
  private final Recent<String, Bucket> buckets = new Recent<>(MOST_CALLERS);

  public Quota(int perWindow, Duration window) {
    this.perWindow = perWindow;
    this.window = window;
  }

  /// Whether the caller may make one more request, which then counts.
  public boolean take(String caller, Instant now) {
    return take(caller, 1, now);
  }

  /// The same with a limit that is so many times as high; a limit below one refuses everything.
  public synchronized boolean take(String caller, double factor, Instant now) {
    var limit = (long) Math.floor(perWindow * factor);
    var bucket = buckets.get(caller, () -> new Bucket(window, now));
    if (limit < 1 || bucket.untilRoom(1, limit, now).isPositive()) {
      return false;
    }
    bucket.take(1, limit, now);
    return true;
  }
}
