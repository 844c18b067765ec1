package lectern.pipeline;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts failures of the store, the index, the parser or the model in a row, and says when there
/// is no use in going on. Failures of several documents at the same time count as one. Safe to use
/// from many threads.
final class StoreHealth {
  private static final Logger LOG = LoggerFactory.getLogger(StoreHealth.class);

  /// So many failures in a row end the run: a database that restarts is back within a few seconds.
  private static final int MOST_FAILURES = 5;

  private final Duration pause;
  private int failures;
  private long pausedUntil = System.nanoTime();
  private @Nullable PipelineStopped verdict;

  /// @param pause how long to leave the store alone after a failure
  StoreHealth(Duration pause) {
    this.pause = pause;
  }

  /// Whether the store is not being left alone.
  synchronized boolean mayBeAsked() {
    return System.nanoTime() - pausedUntil >= 0;
  }

  synchronized boolean isGood() {
    return failures == 0;
  }

  /// Something was written, or there is nothing to write.
  synchronized void worked() {
    failures = 0;
  }

  synchronized void failed(Throwable thrown) {
    if (failures > 0 && !mayBeAsked()) {
      return;
    }
    failures++;
    pausedUntil = System.nanoTime() + pause.toNanos();
    var cause = StoreTrouble.rootMessage(thrown);
    LOG.warn("no document can be worked on ({} of {}): {}", failures, MOST_FAILURES, cause);
    if (failures >= MOST_FAILURES) {
      verdict =
          new PipelineStopped(
              ("no document can be worked on (%s); mend that and start again," + " nothing is lost")
                  .formatted(cause),
              thrown);
    }
  }

  /// Why nothing is worked on any more; empty as long as there is hope.
  synchronized Optional<PipelineStopped> verdict() {
    return Optional.ofNullable(verdict);
  }
}
