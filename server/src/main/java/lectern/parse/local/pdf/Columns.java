package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Parts a page set in columns into stretches to be read one after the other: what goes across the
/// page, then the left column down to the next such line, then the right one.
///
/// Only lines of prose tell of columns, many of them beginning together to the right of others; a
/// table's columns are none.
final class Columns {

  /// Lines of prose on each side of a gutter.
  private static final int LINES = 6;

  private static final int LINE_WORDS = 4;

  /// More lines than a page of the smallest print has, in three columns; comparing them takes the
  /// square of their number.
  private static final int MOST_LINES = 2_000;

  /// A table across a gutter has more rows than two numbered equations side by side.
  private static final int TABLE_ROWS = 4;

  /// Lines across the gutter, as a share of those beside it.
  private static final double ACROSS = 0.35;

  private final List<Run> runs;
  private final List<Run> prose;

  private Columns(List<Run> runs) {
    this.runs = runs;
    this.prose = runs.stream().filter(Columns::isProse).toList();
  }

  private static boolean isProse(Run run) {
    long wordy =
        run.words().stream()
            .filter(word -> word.text().codePoints().filter(Character::isLetter).count() >= 2)
            .count();
    return run.words().size() >= LINE_WORDS && 3 * wordy >= 2L * run.words().size();
  }

  /// The runs of each stretch, in the order of the file; the stretches in reading order.
  static List<List<Run>> of(List<Run> runs) {
    var columns = new Columns(runs);
    if (columns.prose.size() > MOST_LINES) {
      return List.of(runs);
    }
    List<Float> gutters = columns.gutters();
    return gutters.isEmpty() ? List.of(runs) : columns.stretches(gutters);
  }

  /// Where columns after the first begin, from left to right.
  private List<Float> gutters() {
    var gutters = new ArrayList<Float>();
    List<Run> byLeft = prose.stream().sorted(Comparator.comparingDouble(Run::left)).toList();
    float from = Float.NEGATIVE_INFINITY;
    float tried = Float.NEGATIVE_INFINITY;
    for (int i = 0; i + LINES <= byLeft.size(); i++) {
      float left = byLeft.get(i).left();
      boolean together = byLeft.get(i + LINES - 1).left() - left <= byLeft.get(i).size() / 4;
      if (!together || left - tried < byLeft.get(i).size() / 8) {
        continue;
      }
      tried = left;
      if (left > from + 8 * byLeft.get(i).size() && isGutter(from, left)) {
        gutters.add(left - byLeft.get(i).size() / 4);
        from = left;
      }
    }
    return gutters;
  }

  private boolean isGutter(float from, float left) {
    List<Run> before =
        prose.stream().filter(run -> run.left() > from - 5 && run.right() < left).toList();
    List<Run> after = prose.stream().filter(run -> run.left() >= left - 1).toList();
    long across = runs.stream().filter(run -> run.left() < left - 1 && run.right() > left).count();
    long pairs = after.stream().filter(run -> before.stream().anyMatch(run::besides)).count();
    int fewer = Math.min(before.size(), after.size());
    return before.size() >= LINES
        && across <= ACROSS * fewer
        && pairs + LINES >= Math.min(fewer, 2 * LINES)
        && isBesides(before, after)
        && !isRowByRow(before, after);
  }

  /// Whether the two sides stand beside each other, and not one above the other.
  private static boolean isBesides(List<Run> before, List<Run> after) {
    float top = Math.max(top(before), top(after));
    float bottom = Math.min(bottom(before), bottom(after));
    float shorter = Math.min(bottom(before) - top(before), bottom(after) - top(after));
    return bottom - top >= 0.5f * shorter;
  }

  private static float top(List<Run> side) {
    return (float) side.stream().mapToDouble(Run::baseline).min().orElse(0);
  }

  private static float bottom(List<Run> side) {
    return (float) side.stream().mapToDouble(Run::baseline).max().orElse(0);
  }

  /// A table of texts is drawn row by row, and some of its cells are short; columns that are drawn
  /// so are full of lines on both sides.
  private static boolean isRowByRow(List<Run> before, List<Run> after) {
    long neighbours =
        after.stream()
            .filter(run ->
                before.stream()
                    .anyMatch(left -> left.order() == run.order() - 1 && left.besides(run)))
            .count();
    return 2 * neighbours > after.size()
        && Math.min(before.size(), after.size()) < 0.8 * Math.max(before.size(), after.size());
  }

  /// The runs of tables that reach over a gutter: each of their rows is across.
  private Set<Integer> tablesAcross(List<Float> gutters) {
    var orders = new HashSet<Integer>();
    for (Table table : Tables.of(runs)) {
      long sides =
          runs.stream()
              .filter(run -> table.orders().contains(run.order()))
              .map(run -> column(run, gutters))
              .distinct()
              .count();
      if (sides > 1 && table.rows().size() >= TABLE_ROWS && table.isOfFigures()) {
        orders.addAll(table.orders());
      }
    }
    return orders;
  }

  private List<List<Run>> stretches(List<Float> gutters) {
    Set<Integer> tables = tablesAcross(gutters);
    var stretches = new ArrayList<List<Run>>();
    var across = new ArrayList<Run>();
    List<List<Run>> band = band(gutters);
    for (List<Run> line : Stitch.lines(runs)) {
      boolean isAcross =
          line.stream().anyMatch(run -> isAcross(run, gutters) || tables.contains(run.order()));
      if (isAcross) {
        flush(stretches, band);
        across.addAll(line);
      } else {
        flush(stretches, List.of(across));
        line.forEach(run -> band.get(column(run, gutters)).add(run));
      }
    }
    flush(stretches, band);
    flush(stretches, List.of(across));
    return List.copyOf(stretches);
  }

  private static List<List<Run>> band(List<Float> gutters) {
    var band = new ArrayList<List<Run>>();
    for (int i = 0; i <= gutters.size(); i++) {
      band.add(new ArrayList<>());
    }
    return band;
  }

  private static void flush(List<List<Run>> stretches, List<List<Run>> parts) {
    for (List<Run> part : parts) {
      if (!part.isEmpty()) {
        stretches.add(part.stream().sorted(Comparator.comparingInt(Run::order)).toList());
        part.clear();
      }
    }
  }

  private static boolean isAcross(Run run, List<Float> gutters) {
    return gutters.stream().anyMatch(x -> run.left() < x - 1 && run.right() > x + run.size());
  }

  private static int column(Run run, List<Float> gutters) {
    return (int) gutters.stream().filter(x -> run.left() >= x - 1).count();
  }
}
