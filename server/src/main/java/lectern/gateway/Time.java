package lectern.gateway;

import java.time.Duration;

/// Time as the gateway sees it: it only passes, and is never set. Passed in, so that tests decide
/// how it goes.
public interface Time {

  /// Nanoseconds since some moment; only differences mean anything.
  long nanos();

  /// Waits.
  void pause(Duration duration) throws InterruptedException;
}
