package lectern.parse.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import lectern.parse.Renderer;
import lectern.parse.Rendering;

/// Draws pages in a worker process of its own: a reader who looks at a page does not wait behind
/// the files that are being read, and a page that hangs or crashes its renderer costs that page.
///
/// Safe to use from many threads; pages are drawn one after the other, in the order they were asked
/// for. The worker starts when the first page is asked for.
public final class LocalRenderer implements Renderer, AutoCloseable {
  /// Somebody looks at a spinner meanwhile, and everybody else's pages wait.
  static final Duration PAGE_TIME = Duration.ofSeconds(15);

  /// Twice the time of a page, so that one that hangs does not spoil the next.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Workers workers;

  /// @param limits those of reading; one worker and a shorter time are what drawing gets of them
  public LocalRenderer(WorkerLaunch launch, WorkerLimits limits) {
    this(launch, limits, PAGE_TIME);
  }

  LocalRenderer(WorkerLaunch launch, WorkerLimits limits, Duration pageTime) {
    this.workers =
        new Workers(
            launch,
            new WorkerLimits(
                1,
                limits.heapMegabytes(),
                pageTime,
                pageTime,
                limits.filesPerWorker(),
                limits.read()));
  }

  /// {@inheritDoc}
  ///
  /// @throws lectern.parse.ParserUnavailable when no worker can be started
  @Override
  public Rendering render(Path file, Sheet sheet) throws InterruptedException {
    var request = new Request.Draw(file.toAbsolutePath(), sheet);
    return workers.lend(PATIENCE, worker -> worker.draw(request)).orElseGet(Rendering.Busy::new);
  }

  @Override
  public void close() {
    workers.close();
  }

  /// The process ids of the workers there are now.
  Set<Long> workers() {
    return workers.pids();
  }
}
