package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What stands on one line across a part of the page, from left to right, as the cells it would
/// have in a table.
///
/// @param cells at least one; a run of several amounts is a cell for each
/// @param orders the places of all their runs in the order of the file
record Row(List<Run> cells, List<Integer> orders) {

  /// No page has room for more columns than this; what has more is a drawing.
  static final int MAX_VALUES = 60;

  Row {
    cells = List.copyOf(cells);
    orders = List.copyOf(orders);
  }

  /// Sorts runs into rows, from top to bottom.
  static List<Row> of(List<Run> runs) {
    return Stitch.lines(runs).stream().map(Row::ofOneLine).toList();
  }

  private static Row ofOneLine(List<Run> runs) {
    var cells = new ArrayList<Run>();
    for (Run run : runs.stream().sorted(Comparator.comparingDouble(Run::left)).toList()) {
      for (Run part : amountsApart(run)) {
        if (!cells.isEmpty() && isOneCell(cells.getLast(), part)) {
          cells.add(joined(cells.removeLast(), part));
        } else {
          cells.add(part);
        }
      }
    }
    return new Row(cells, runs.stream().map(Run::order).toList());
  }

  /// A run of nothing but amounts is as many cells; columns can be set that tightly.
  private static List<Run> amountsApart(Run run) {
    if (run.words().size() == 1 || !Values.isValue(run)) {
      return List.of(run);
    }
    return run.words().stream().map(word -> Run.of(List.of(word), run.order())).toList();
  }

  private static boolean isOneCell(Run before, Run after) {
    return Values.areOne(before.words().getLast(), after.words().getFirst())
        || (before.words().size() == 1
            && Values.isCurrency(before.words().getFirst())
            && Values.isValue(after));
  }

  private static Run joined(Run before, Run after) {
    var words = new ArrayList<>(before.words());
    words.addAll(after.words());
    return Run.of(words, before.order());
  }

  float baseline() {
    return cells.getFirst().baseline();
  }

  float size() {
    return cells.getFirst().size();
  }

  float left() {
    return cells.getFirst().left();
  }

  float right() {
    return cells.getLast().right();
  }

  List<Run> values() {
    return cells.stream().filter(Values::isValue).toList();
  }

  /// A label with amounts, or two amounts: what a line of prose never is.
  boolean isData() {
    int values = values().size();
    if (values > MAX_VALUES) {
      return false;
    }
    return values >= 2 || (values == 1 && cells.size() >= 2 && !Values.isValue(cells.getFirst()));
  }

  /// Years, perhaps after a label: they head columns.
  boolean isYears() {
    List<Run> values = values();
    return !values.isEmpty()
        && values.stream().allMatch(Values::isYear)
        && cells.size() - values.size() <= 1 + values.size();
  }
}
