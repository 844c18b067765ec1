package lectern.simulator.limit;

import java.time.Duration;
import java.time.Instant;

/// A token bucket: it holds one window's worth, and what is taken comes back evenly. Not for
/// several threads.
///
/// Only one moment is kept: when the bucket will be full again. To take a share of the limit moves
/// that moment by the same share of the window; it can be taken when the moment does not move
/// further away than the window (the generic cell rate algorithm, ITU-T I.371, as a virtual
/// schedule). So a limit may change at any time: half the limit is at once half of what is left,
/// and comes back half as fast.
public final class Bucket {
  private final Duration window;
  private Instant fullAt;

  /// A full bucket.
  ///
  /// @param window in how much time an empty bucket fills
  public Bucket(Duration window, Instant now) {
    this.window = window;
    this.fullAt = now;
  }

  /// How long until so much can be taken; zero when it can be now.
  ///
  /// @param amount at most the limit: more than that never comes together
  /// @param limit the most it holds, at least 1
  public Duration untilRoom(long amount, long limit, Instant now) {
    if (amount > limit) {
      throw new IllegalArgumentException(amount + " of at most " + limit);
    }
    var missing = untilFull(now).plus(share(amount, limit)).minus(window);
    return missing.isPositive() ? missing : Duration.ZERO;
  }

  /// Takes so much, or all there is if that is less.
  public void take(long amount, long limit, Instant now) {
    var after = untilFull(now).plus(share(Math.min(amount, limit), limit));
    fullAt = now.plus(after.compareTo(window) < 0 ? after : window);
  }

  /// How much there is, rounded down.
  public long remaining(long limit, Instant now) {
    // Shares are whole nanoseconds, rounded down; so there may be one more than it seems.
    var there = window.minus(untilFull(now)).toNanos() + 1;
    return Math.min(limit, (long) ((double) there * limit / window.toNanos()));
  }

  /// How long until it is full.
  public Duration untilFull(Instant now) {
    var left = Duration.between(now, fullAt);
    return left.isPositive() ? left : Duration.ZERO;
  }

  private Duration share(long amount, long limit) {
    return Duration.ofNanos((long) ((double) amount * window.toNanos() / limit));
  }
}
