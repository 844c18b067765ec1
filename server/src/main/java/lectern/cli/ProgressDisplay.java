package lectern.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import lectern.document.DocumentId;
import lectern.document.JobState;
import lectern.pipeline.Progress;

/// Shows where documents are: a bar for each on a terminal, a line for each change of state
/// elsewhere. Safe to use from many threads.
final class ProgressDisplay implements Progress {
  /// Bars shown at once; more documents are counted in the last line.
  private static final int MOST_BARS = 12;

  /// Time between two pictures: quick enough to look alive, slow enough not to flicker.
  private static final Duration FRAME = Duration.ofMillis(80);

  private static final int BAR_CHARS = 24;
  private static final int NAME_CHARS = 32;

  private final PrintWriter out;
  private final Style style;
  private final Map<DocumentId, Line> lines = new LinkedHashMap<>();
  private final Map<DocumentId, JobState> early = new HashMap<>();
  private int barsDrawn;
  private int finished;
  private long lastFrame;

  /// How the output can be drawn on.
  enum Style {
    /// A terminal: bars that move.
    BARS,
    /// A file or a pipe: lines.
    LINES,
    /// Another program reads the output.
    SILENT
  }

  ProgressDisplay(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  /// Bars when the output is a terminal, else lines.
  @SuppressWarnings("SystemConsoleNull") // it is null without a terminal, seen on Temurin 25
  static Style forConsole() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
        ? Style.BARS
        : Style.LINES;
  }

  private record Line(String name, JobState state, int done, OptionalInt total) {
    Line in(JobState next) {
      return new Line(name, next, 0, OptionalInt.empty());
    }

    Line at(int reached, OptionalInt of) {
      return new Line(name, state, reached, of);
    }

    /// How far the document is on its whole way, from 0 to 1; embedding is most of it.
    double fraction() {
      double within = total.isPresent() ? (double) done / Math.max(1, total.getAsInt()) : 0;
      return switch (state) {
        case RECEIVED, WAITING -> 0;
        case PARSING -> 0.05 + 0.3 * Math.min(1, within);
        case PARSED -> 0.35;
        case CHUNKED -> 0.4;
        case EMBEDDING -> 0.4 + 0.55 * Math.min(1, within);
        case INDEXING -> 0.95;
        case READY, FAILED, CANCELLED -> 1;
      };
    }

    String count() {
      if (total.isEmpty()) {
        return done == 0 ? "" : " " + done;
      }
      return " %d/%d".formatted(done, total.getAsInt());
    }
  }

  synchronized void received(DocumentId id, String name) {
    plain(name, "received");
    begin(id, name, JobState.RECEIVED);
  }

  /// The runner may have been quicker than we are, and have moved the document already.
  private void begin(DocumentId id, String name, JobState known) {
    var state = Optional.ofNullable(early.remove(id)).orElse(known);
    lines.put(id, new Line(name, state, 0, OptionalInt.empty()));
    if (state.isFinal()) {
      moved(id, state);
    }
    draw();
  }

  /// A file that was taken before: it may be settled, or still or again on its way.
  synchronized void known(DocumentId id, String name, JobState state) {
    if (state.isFinal()) {
      settled(name, "known already");
    } else {
      plain(name, "known already, on its way");
      begin(id, name, state);
    }
  }

  @Override
  public synchronized void moved(DocumentId id, JobState state) {
    var line = lines.get(id);
    if (line == null) {
      early.put(id, state);
      return;
    }
    if (state.isFinal()) {
      lines.remove(id);
      finished++;
      settled(line.name(), state.word());
    } else {
      lines.put(id, line.in(state));
      plain(line.name(), state.word());
    }
    draw();
  }

  @Override
  public synchronized void advanced(DocumentId id, int done, OptionalInt total) {
    lines.computeIfPresent(id, (_, line) -> line.at(done, total));
    if (System.nanoTime() - lastFrame > FRAME.toNanos()) {
      draw();
    }
  }

  /// Takes the bars away; what was printed above them stays.
  synchronized void finish() {
    erase();
    out.flush();
  }

  private void settled(String name, String word) {
    switch (style) {
      case BARS -> {
        erase();
        out.println(bar(name, 1) + " " + word);
      }
      case LINES -> plain(name, word);
      case SILENT -> {}
    }
  }

  private void plain(String name, String word) {
    if (style == Style.LINES) {
      out.printf("%s: %s%n", name, word);
      out.flush();
    }
  }

  private void draw() {
    if (style != Style.BARS) {
      return;
    }
    erase();
    lines.values().stream()
        .filter(line -> line.state() != JobState.RECEIVED)
        .limit(MOST_BARS)
        .forEach(this::drawBar);
    if (!lines.isEmpty()) {
      out.printf("%d finished, %d on their way%n", finished, lines.size());
      barsDrawn++;
    }
    out.flush();
    lastFrame = System.nanoTime();
  }

  private void drawBar(Line line) {
    out.println(bar(line.name(), line.fraction()) + " " + line.state().word() + line.count());
    barsDrawn++;
  }

  private static String bar(String name, double fraction) {
    int full = (int) Math.round(fraction * BAR_CHARS);
    var shown = name.length() <= NAME_CHARS ? name : name.substring(0, NAME_CHARS - 1) + "…";
    return "%-32s %s%s".formatted(shown, "█".repeat(full), "░".repeat(BAR_CHARS - full));
  }

  /// Goes up over the bars and clears them: ECMA-48 "cursor up" and "erase below".
  private void erase() {
    if (barsDrawn > 0) {
      out.print("\u001B[" + barsDrawn + "A\u001B[0J");
      barsDrawn = 0;
    }
  }
}
