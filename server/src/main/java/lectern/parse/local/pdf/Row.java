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
        if (!cells.isEmpty() && isAmount(part)) {
          cells.add(withoutLeaders(cells.removeLast()));
        }
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
    var amounts = new ArrayList<List<Word>>();
    for (Word word : run.words()) {
      if (amounts.isEmpty() || !Values.isRestOfNumber(amounts.getLast(), word)) {
        amounts.add(new ArrayList<>());
      }
      amounts.getLast().add(word);
    }
    return amounts.stream().map(words -> Run.of(words, run.order())).toList();
  }

  private static boolean isAmount(Run run) {
    return Values.isValue(run) || Values.isCurrency(run.words().getFirst());
  }

  /// A label without the two or three dots that lead to its amount; more are no word at all.
  private static Run withoutLeaders(Run label) {
    int words = label.words().size();
    return words > 1 && label.words().getLast().text().matches("[.·…]{1,3}")
        ? Run.of(label.words().subList(0, words - 1), label.order())
        : label;
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
