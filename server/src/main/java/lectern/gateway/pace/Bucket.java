package lectern.gateway.pace;

/// A bucket that fills evenly and holds little: what a provider allows in a minute may count by the
/// second ("60 requests a minute may be enforced as 1 a second", says OpenAI's guide to limits). It
/// may be overdrawn, by a request larger than the bucket or by a correction. Not safe for threads.
final class Bucket {
  private static final double MINUTE_NANOS = 60e9;

  /// From this part of what it holds it counts as full: when the rate grows all the time, so does
  /// what it holds, and the very last drop would be waited for for ever.
  private static final double FULL = 0.99;

  private final double least;
  private final double windowNanos;
  private double perNano = Double.POSITIVE_INFINITY;
  private double level = Double.POSITIVE_INFINITY;
  private long last;

  /// @param least it holds so much, however slowly it fills
  /// @param windowNanos it holds what fills it in so long
  Bucket(double least, double windowNanos, long now) {
    this.least = least;
    this.windowNanos = windowNanos;
    this.last = now;
  }

  /// Sets how much comes in a minute; infinite when there is no limit.
  void rate(double perMinute, long now) {
    refill(now);
    boolean wasUnlimited = isUnlimited();
    perNano = perMinute / MINUTE_NANOS;
    level = isUnlimited() || wasUnlimited ? capacity() : Math.min(level, capacity());
  }

  boolean isUnlimited() {
    return Double.isInfinite(perNano);
  }

  double capacity() {
    return Math.max(least, perNano * windowNanos);
  }

  /// Nanoseconds until so much is there, or the bucket is full; 0 when it is there now.
  long until(double amount, long now) {
    refill(now);
    boolean isEnough = level >= Math.min(amount, FULL * capacity());
    return untilFilled(isEnough ? 0 : Math.min(amount, capacity()) - level, now);
  }

  /// Nanoseconds until all of this has come in, one after the other.
  long untilAll(double amount, long now) {
    refill(now);
    return untilFilled(amount - level, now);
  }

  private long untilFilled(double missing, long now) {
    boolean isThere = isUnlimited() || (missing <= 0 && last <= now);
    return isThere ? 0 : Math.max(1, last - now + (long) Math.ceil(Math.max(0, missing) / perNano));
  }

  /// Takes, or gives back what is negative.
  void take(double amount, long now) {
    refill(now);
    level = Math.min(capacity(), level - amount);
  }

  /// There is at most so much, says who counts.
  void atMost(double amount) {
    level = Math.min(level, Math.max(0, amount));
  }

  /// So much is there, but only then, and nothing comes before.
  void pauseUntil(long then, double left, long now) {
    refill(now);
    level = isUnlimited() ? level : left;
    last = Math.max(last, then);
  }

  private void refill(long now) {
    if (now > last) {
      level = isUnlimited() ? level : Math.min(capacity(), level + (double) (now - last) * perNano);
      last = now;
    }
  }
}
