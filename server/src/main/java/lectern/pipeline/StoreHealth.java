package lectern.pipeline;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts failures of the store, the index, the parser or the model in a row, and says when there
/// is no use in waiting, until something works again. Failures of several documents at the same
/// time count as one. Safe to use from many threads.
final class StoreHealth {
  private static final Logger LOG = LoggerFactory.getLogger(StoreHealth.class);

  /// After so many failures in a row nobody should wait: a database that restarts is back within a
  /// few seconds. The log tells of so many, and no more.
  private static final int MOST_FAILURES = 5;

  /// From then on the pause is so many times as long: each try may read a document again in vain.
  private static final int LONGER = 10;

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
    if (verdict != null) {
      LOG.warn("documents are worked on again");
    }
    failures = 0;
    verdict = null;
  }

  synchronized void failed(Throwable thrown) {
    if (failures > 0 && !mayBeAsked()) {
      return;
    }
    failures++;
    boolean isHopeless = failures >= MOST_FAILURES;
    pausedUntil = System.nanoTime() + pause.multipliedBy(isHopeless ? LONGER : 1).toNanos();
    if (verdict != null) {
      return;
    }
    var cause = StoreTrouble.rootMessage(thrown);
    LOG.warn("no document can be worked on ({} of {}): {}", failures, MOST_FAILURES, cause);
    if (isHopeless) {
      verdict =
          new PipelineStopped(
              "no document can be worked on (%s); mend that, nothing is lost".formatted(cause),
              thrown);
    }
  }

  /// Why nothing can be worked on for now; empty as long as it may pass by itself.
  synchronized Optional<PipelineStopped> verdict() {
    return Optional.ofNullable(verdict);
  }
}
