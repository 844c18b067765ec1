package lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Files that come in without end: copies of samples, each unlike all others. A PDF gets a comment
/// at its end, so that it must be read again; every line of a text gets a number, so that its
/// chunks must be embedded again, too.
final class Inflow implements AutoCloseable {
  /// Documents on their way at any moment: more than are worked on at once.
  private static final int AT_ONCE = 8;

  private static final long LOOK_MILLIS = 250;

  private final ServedLectern server;
  private final List<Path> samples;
  private final List<String> uploaded = new ArrayList<>();
  private final java.util.concurrent.ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon(true).factory());
  private final Future<?> running;
  private volatile boolean ending;

  private Inflow(ServedLectern server, List<Path> samples, int first) {
    this.server = server;
    this.samples = samples;
    this.running =
        thread.submit(() -> {
          feed(first);
          return 0;
        });
  }

  /// Begins.
  ///
  /// @param first the number of the first copy; no two copies of a run have the same
  static Inflow begin(ServedLectern server, Path folder, int first) {
    var samples = List.of(folder.resolve("onboarding.md"), folder.resolve("insurance-policy.pdf"));
    return new Inflow(server, samples, first);
  }

  private void feed(int first) throws InterruptedException {
    for (int number = first; !ending; ) {
      for (int more = server.unfinished(); more < AT_ONCE && !ending; more++) {
        var sample = samples.get(number % samples.size());
        uploaded.add(server.upload(number + "-" + sample.getFileName(), copy(sample, number)));
        number++;
      }
      ServedLectern.pause(LOOK_MILLIS);
    }
  }

  private static byte[] copy(Path sample, int number) {
    try {
      if (sample.toString().endsWith(".md")) {
        var numbered = "$1 (copy " + number + ")";
        var text = Files.readString(sample).replaceAll("(?m)^([A-Z].*)$", numbered);
        return text.repeat(2).getBytes(StandardCharsets.UTF_8);
      }
      var original = Files.readAllBytes(sample);
      var comment = ("\n% copy " + number + "\n").getBytes(StandardCharsets.US_ASCII);
      var copy = java.util.Arrays.copyOf(original, original.length + comment.length);
      System.arraycopy(comment, 0, copy, original.length, comment.length);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Stops, and takes out what came in: the library is as it was. How many files came.
  int end() throws InterruptedException {
    ending = true;
    try {
      running.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("files could not be taken in", e);
    }
    for (var document : uploaded) {
      server.delete(document);
    }
    return uploaded.size();
  }

  @Override
  public void close() {
    ending = true;
    thread.shutdownNow();
    thread.close();
  }
}
