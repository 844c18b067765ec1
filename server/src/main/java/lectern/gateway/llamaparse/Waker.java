package lectern.gateway.llamaparse;

import java.time.Duration;

/// Waits between two looks at a job.
public interface Waker {

  /// Returns after that time, or as soon as there is news of the job.
  void await(String job, Duration atMost) throws InterruptedException;

  /// Nobody waits for the job any more.
  default void forget(String job) {}
}
