package lectern.parse.local;

import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A pool of worker processes. Callers wait for a free one in the order they came. Workers start
/// when first needed and stay warm; one that did not end its task in order is replaced.
///
/// Safe to use from many threads, virtual ones too.
final class Workers implements AutoCloseable {
  private final WorkerLaunch launch;
  private final WorkerLimits limits;
  private final Semaphore turns;
  private final Deque<Worker> idle = new ConcurrentLinkedDeque<>();
  private final Set<Worker> all = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Workers(WorkerLaunch launch, WorkerLimits limits) {
    this.launch = launch;
    this.limits = limits;
    this.turns = new Semaphore(limits.workers(), true);
    Folders.deleteOrphans(launch.tempFolder());
  }

  /// What is done with a worker. When it throws, the worker is given up.
  interface Task<T> {
    T with(Worker worker) throws InterruptedException;
  }

  /// Does a task as soon as a worker is free.
  ///
  /// @throws lectern.parse.ParserUnavailable when no worker can be started
  /// @throws InterruptedException also when the pool is closed meanwhile
  <T> T lend(Task<T> task) throws InterruptedException {
    turns.acquire();
    try {
      return onTurn(task);
    } finally {
      turns.release();
    }
  }

  /// The same, but empty when no worker becomes free in time.
  <T> Optional<T> lend(Duration patience, Task<T> task) throws InterruptedException {
    if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(onTurn(task));
    } finally {
      turns.release();
    }
  }

  private <T> T onTurn(Task<T> task) throws InterruptedException {
    Worker worker = takeWorker();
    try {
      T result = task.with(worker);
      refuseIfClosed();
      return result;
    } finally {
      giveBack(worker);
    }
  }

  /// Ends all workers with all that they started.
  @Override
  public void close() {
    closed = true;
    idle.clear();
    all.forEach(Worker::kill);
    try {
      for (Worker worker : all) {
        worker.awaitEnd();
      }
    } catch (InterruptedException e) {
      // They are killed; only the deletion of their folders was not waited for.
      Thread.currentThread().interrupt();
    }
  }

  /// The process ids of the workers there are now.
  Set<Long> pids() {
    return Set.copyOf(all.stream().map(Worker::pid).toList());
  }

  /// The worker that was used last is the warmest.
  private Worker takeWorker() throws InterruptedException {
    refuseIfClosed();
    Worker warm = idle.pollFirst();
    while (warm != null && !warm.isFit()) {
      retire(warm);
      warm = idle.pollFirst();
    }
    if (warm != null) {
      return warm;
    }
    Worker fresh = Worker.start(launch, limits);
    all.add(fresh);
    if (closed) {
      retire(fresh);
    }
    refuseIfClosed();
    return fresh;
  }

  private void giveBack(Worker worker) {
    if (worker.isFit() && !closed) {
      idle.addFirst(worker);
    } else {
      retire(worker);
    }
  }

  private void retire(Worker worker) {
    worker.kill();
    all.remove(worker);
  }

  private void refuseIfClosed() throws InterruptedException {
    if (closed) {
      throw new InterruptedException("the workers were ended");
    }
  }
}
