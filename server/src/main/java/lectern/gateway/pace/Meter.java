package lectern.gateway.pace;

/// Measures a rate over the last seconds, older ones counting ever less, and all there was since a
/// mark. Not safe for threads.
final class Meter {
  /// After so long a count weighs 1/e: long enough for slow lanes, short enough to notice a change.
  private static final double TAU_NANOS = 10e9;

  private static final double MINUTE_NANOS = 60e9;

  /// What came in its first second is taken for a second's worth, not for a moment's.
  private static final double SHORTEST_NANOS = 1e9;

  private final long begin;
  private double sum;
  private long last;
  private double sinceMark;
  private long mark;

  Meter(long now) {
    begin = now;
    last = now;
    mark = now;
  }

  void add(double amount, long now) {
    sum = sum(now) + amount;
    last = Math.max(last, now);
    sinceMark += amount;
  }

  double perMinute(long now) {
    double age = Math.max(SHORTEST_NANOS, (double) (now - begin));
    double weight = TAU_NANOS * -Math.expm1(-age / TAU_NANOS);
    return Math.max(0, sum(now) * MINUTE_NANOS / weight);
  }

  /// The rate from the mark to a moment that is just over.
  double sinceMark(long then, long now) {
    double nanos = Math.max(SHORTEST_NANOS, (double) (then - mark));
    return Math.max(0, (sinceMark - lately(then, now)) * MINUTE_NANOS / nanos);
  }

  /// Sets the mark at a moment that is just over. What came after it counts for the time since.
  void mark(long then, long now) {
    sinceMark = lately(then, now);
    mark = then;
  }

  private double lately(long then, long now) {
    return perMinute(now) * (double) (now - then) / MINUTE_NANOS;
  }

  private double sum(long now) {
    return sum * Math.exp(-(double) Math.max(0, now - last) / TAU_NANOS);
  }
}
