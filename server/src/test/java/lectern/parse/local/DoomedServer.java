package lectern.parse.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import lectern.document.Format;
import lectern.document.Page;
import lectern.parse.PageSink;
import lectern.parse.Parser.Source;

/// A server that a test kills in the middle of a file. It tells its worker's process id.
final class DoomedServer {
  private DoomedServer() {}

  /// @param arguments a folder for temporary files, and the file to read
  public static void main(String[] arguments) throws InterruptedException {
    WorkerLaunch usual = WorkerLaunch.ofThisJvm(Path.of(arguments[0]));
    var launch =
        new WorkerLaunch(
            usual.java(),
            usual.classPath(),
            usual.tempFolder(),
            List.of(),
            MisbehavingReader.class.getName());
    var limits =
        new WorkerLimits(
            1, 64, Duration.ofMinutes(1), Duration.ofMinutes(1), 1, ReadLimits.DEFAULT);
    var parser = new LocalParser(launch, limits);
    parser.parse(
        new Source(Path.of(arguments[1]), "orders.txt"),
        0,
        new PageSink() {
          @Override
          public void opened(Format format, OptionalInt pageCount) {}

          @Override
          public void page(Page page) {
            parser.workers().forEach(System.out::println);
          }
        });
  }
}
