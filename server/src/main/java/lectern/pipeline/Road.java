package lectern.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import lectern.document.DocumentId;
import lectern.pipeline.Jobs.Job;

/// Which documents are being worked on, as many at once as there are places, and which must not be,
/// because they are being deleted. Safe to use from many threads.
final class Road {
  /// How long a change may go unnoticed of which nobody tells.
  static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final int places;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<DocumentId, Journey> running = new HashMap<>();
  private final Set<DocumentId> leaving = new HashSet<>();

  Road(int places) {
    this.places = places;
  }

  /// Says that something has changed, so that whoever waits looks again.
  void signal() {
    signalAfter(() -> {});
  }

  void signalAfter(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until something is true.
  void await(BooleanSupplier isTrue) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!isTrue.getAsBoolean()) {
        changed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  /// A job with its place on the road, until it {@link #leave}s.
  record Claimed(Job job, Journey journey) {}

  /// Waits for a free place and a job that may have it.
  ///
  /// @param claimable finds one that is not of these documents
  /// @return empty when it is over
  Optional<Claimed> claim(
      BooleanSupplier isOver, Function<Set<DocumentId>, Optional<Job>> claimable)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!isOver.getAsBoolean()) {
        var job = running.size() < places ? claimable.apply(taken()) : Optional.<Job>empty();
        if (job.isPresent()) {
          var journey = new Journey();
          running.put(job.get().document(), journey);
          return Optional.of(new Claimed(job.get(), journey));
        }
        changed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private Set<DocumentId> taken() {
    var taken = new HashSet<>(leaving);
    taken.addAll(running.keySet());
    return taken;
  }

  void leave(DocumentId document) {
    signalAfter(() -> running.remove(document));
  }

  /// Ends what is being done with a document, waits until it has ended, and lets nobody begin again
  /// while something else is done.
  <T> T without(DocumentId document, Supplier<T> work) throws InterruptedException {
    await(() -> leaving.add(document)); // one at a time
    try {
      await(() -> isOff(document));
      return work.get();
    } finally {
      signalAfter(() -> leaving.remove(document));
    }
  }

  private boolean isOff(DocumentId document) {
    Optional.ofNullable(running.get(document)).ifPresent(Journey::halt);
    return !running.containsKey(document);
  }
}
