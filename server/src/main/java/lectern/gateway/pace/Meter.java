package lectern.gateway.pace;

/// Measures a rate over the last seconds, older ones counting ever less. Not safe for threads.
final class Meter {
  /// After so long a count weighs 1/e: long enough for slow lanes, short enough to notice a change.
  private static final double TAU_NANOS = 10e9;

  private static final double MINUTE_NANOS = 60e9;

  /// What came in its first second is taken for a second's worth, not for a moment's.
  private static final double SHORTEST_NANOS = 1e9;

  private final long begin;
  private double sum;
  private long last;

  Meter(long now) {
    begin = now;
    last = now;
  }

  void add(double amount, long now) {
    sum = sum(now) + amount;
    last = Math.max(last, now);
  }

  double perMinute(long now) {
    double age = Math.max(SHORTEST_NANOS, (double) (now - begin));
    double weight = TAU_NANOS * -Math.expm1(-age / TAU_NANOS);
    return Math.max(0, sum(now) * MINUTE_NANOS / weight);
  }

  private double sum(long now) {
    return sum * Math.exp(-(double) Math.max(0, now - last) / TAU_NANOS);
  }
}
