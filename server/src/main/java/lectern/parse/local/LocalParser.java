package lectern.parse.local;

import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import lectern.parse.PageSink;
import lectern.parse.Parser;
import lectern.parse.Parsing;

/// Reads files in a pool of worker processes, so that a file that hangs, exhausts or crashes its
/// reader costs that file and a worker, and the next file gets a fresh one.
///
/// Safe to use from many threads, virtual ones too: as many files are read at the same time as
/// there are workers, other callers wait in the order they came. Workers start when first needed
/// and stay warm. {@link #close} ends them all; a file that is being read then is neither read nor
/// failed, and its caller gets an {@link InterruptedException}.
///
/// A caller that is interrupted, or whose {@link PageSink} throws, gives up its worker with it.
///
/// @see WorkerMain the other side
public final class LocalParser implements Parser, AutoCloseable {
  private final WorkerLaunch launch;
  private final WorkerLimits limits;
  private final Semaphore turns;
  private final Deque<Worker> idle = new ConcurrentLinkedDeque<>();
  private final Set<Worker> all = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public LocalParser(WorkerLaunch launch, WorkerLimits limits) {
    this.launch = launch;
    this.limits = limits;
    this.turns = new Semaphore(limits.workers(), true);
    Folders.deleteOrphans(launch.tempFolder());
  }

  /// {@inheritDoc}
  ///
  /// @throws lectern.parse.ParserUnavailable when no worker can be started
  @Override
  public Parsing parse(Source source, int afterPage, PageSink pages) throws InterruptedException {
    turns.acquire();
    try {
      Worker worker = takeWorker();
      try {
        var request =
            new Request(source.file().toAbsolutePath(), source.name(), afterPage, limits.read());
        Parsing parsing = worker.read(request, pages);
        refuseIfClosed();
        return parsing;
      } finally {
        giveBack(worker);
      }
    } finally {
      turns.release();
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
  Set<Long> workers() {
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
      throw new InterruptedException("the parser was closed");
    }
  }
}
