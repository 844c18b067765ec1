package lectern.bench;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalInt;
import lectern.document.DocumentId;
import lectern.document.JobState;
import lectern.pipeline.Progress;

/// Tells on the console how far a long run is: one line that changes on a terminal, elsewhere a
/// plain line for each tenth. Safe for many threads.
public final class Meter implements Progress {
  private static final int TENTHS = 10;

  private final PrintStream console;
  private final boolean isTerminal;
  private String what = "";
  private int total;
  private int done;

  private Meter(PrintStream console, boolean isTerminal) {
    this.console = console;
    this.isTerminal = isTerminal;
  }

  /// On the standard error stream, so that the figures can be piped on.
  public static Meter ofConsole() {
    return new Meter(
        System.err, Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
  }

  /// Begins something that takes `total` steps.
  public synchronized void begin(String what, int total) {
    this.what = what;
    this.total = total;
    this.done = 0;
    show();
  }

  /// One more step is done.
  public synchronized void step() {
    if (done < total) {
      done++;
      show();
    }
  }

  private void show() {
    if (isTerminal) {
      console.printf("\r\u001b[K%s %,d of %,d", what, done, total);
      if (done == total) {
        console.println();
      }
      console.flush();
    } else if (done * TENTHS / total != (done - 1) * TENTHS / total || done == 0) {
      console.printf("%s %,d of %,d%n", what, done, total);
    }
  }

  /// A document that is ready or has failed is a step.
  @Override
  public void moved(DocumentId document, JobState state) {
    if (state == JobState.READY || state == JobState.FAILED) {
      step();
    }
  }

  @Override
  public void advanced(DocumentId document, int pagesOrChunks, OptionalInt of) {}
}
