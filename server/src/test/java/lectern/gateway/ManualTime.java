package lectern.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A time that passes only when somebody pauses, or says so.
public final class ManualTime implements Time {
  private long nanos;
  private final List<Duration> pauses = new ArrayList<>();

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized void pause(Duration duration) {
    pauses.add(duration);
    nanos += duration.toNanos();
  }

  public synchronized void advance(Duration duration) {
    nanos += duration.toNanos();
  }

  /// All pauses there were.
  public synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }
}
