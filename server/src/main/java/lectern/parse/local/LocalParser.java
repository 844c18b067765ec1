package lectern.parse.local;

import java.util.Set;
import lectern.parse.PageSink;
import lectern.parse.Parser;
import lectern.parse.Parsing;

/// Reads files in a pool of worker processes, so that a file that hangs, exhausts or crashes its
/// reader costs that file and a worker, and the next file gets a fresh one.
///
/// Safe to use from many threads, virtual ones too: as many files are read at the same time as
/// there are workers, other callers wait in the order they came. {@link #close} ends all workers; a
/// file that is being read then is neither read nor failed, and its caller gets an {@link
/// InterruptedException}.
///
/// A caller that is interrupted, or whose {@link PageSink} throws, gives up its worker with it.
///
/// @see WorkerMain the other side
public final class LocalParser implements Parser, AutoCloseable {
  private final Workers workers;
  private final ReadLimits limits;

  public LocalParser(WorkerLaunch launch, WorkerLimits limits) {
    this.workers = new Workers(launch, limits);
    this.limits = limits.read();
  }

  /// {@inheritDoc}
  ///
  /// @throws lectern.parse.ParserUnavailable when no worker can be started
  @Override
  public Parsing parse(Source source, int afterPage, PageSink pages) throws InterruptedException {
    var request =
        new Request.Read(source.file().toAbsolutePath(), source.name(), afterPage, limits);
    return workers.lend(worker -> worker.read(request, pages));
  }

  /// Ends all workers with all that they started.
  @Override
  public void close() {
    workers.close();
  }

  /// The process ids of the workers there are now.
  Set<Long> workers() {
    return workers.pids();
  }
}
