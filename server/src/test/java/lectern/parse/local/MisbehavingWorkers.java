package lectern.parse.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import lectern.document.Format;
import lectern.document.Page;
import lectern.parse.PageSink;
import lectern.parse.Parser.Source;

/// Workers that do what their files tell them to, and such files.
final class MisbehavingWorkers {
  static final WorkerLimits LIMITS =
      new WorkerLimits(
          2,
          64,
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          200,
          new ReadLimits(1000, 50_000, 1_000_000));

  private MisbehavingWorkers() {}

  static LocalParser one(Path folder) {
    return new LocalParser(
        launch(folder),
        new WorkerLimits(1, 64, LIMITS.pageTime(), LIMITS.fileTime(), 200, LIMITS.read()));
  }

  static WorkerLaunch launch(Path folder) {
    WorkerLaunch usual = WorkerLaunch.ofThisJvm(folder);
    return new WorkerLaunch(
        usual.java(), usual.classPath(), folder, List.of(), MisbehavingReader.class.getName());
  }

  /// A file of orders to {@link MisbehavingReader}.
  static Source told(Path folder, String... orders) throws IOException {
    Path file = Files.createTempFile(folder, "orders", ".txt");
    return new Source(Files.writeString(file, String.join("\n", orders)), "orders.txt");
  }

  static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /// A taker of pages that does something at each.
  static PageSink onPage(Runnable action) {
    return new PageSink() {
      @Override
      public void opened(Format format, OptionalInt pageCount) {}

      @Override
      public void page(Page page) {
        action.run();
      }
    };
  }
}
