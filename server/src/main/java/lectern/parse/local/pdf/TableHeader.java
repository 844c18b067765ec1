package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// The rows that head a table's columns, and where its body begins.
///
/// @param rows from top to bottom, as indices
/// @param bodyFrom the first row of the body
/// @param orders the places of the header's runs in the order of the file
record TableHeader(List<Row> rows, int bodyFrom, List<Integer> orders) {

  /// In ems, between the baselines of two header rows or the header and the body.
  private static final float GAP = 3.2f;

  /// Heads of five lines, each set at its own height, make ten rows.
  private static final int MAX_ROWS = 12;

  /// Words in one cell of a header: "Three Months Ended September 30, 2023" has six.
  private static final int MAX_WORDS = 9;

  /// @param free the first row that no other table has taken
  /// @param from the table's first row with amounts
  /// @param to the row after its last
  record Place(int free, int from, int to) {}

  TableHeader {
    rows = List.copyOf(rows);
    orders = List.copyOf(orders);
  }

  static TableHeader above(List<Row> page, Place place, Grid grid) {
    int body = place.from();
    while (body < place.to() - 1
        && (page.get(body).isYears()
            || (body > place.from() && isUnderYears(page.get(body), grid)))) {
      body++;
    }
    var header = new ArrayList<>(page.subList(place.from(), body));
    boolean found = !header.isEmpty();
    int top = place.from();
    int start = body;
    for (int i = place.from() - 1; i >= Math.max(place.free(), place.from() - MAX_ROWS); i--) {
      Row row = page.get(i);
      Row below = page.get(i + 1);
      if (below.baseline() - row.baseline() > GAP * Math.max(row.size(), below.size())) {
        break;
      }
      if (isHeader(row, grid)) {
        start = found ? start : i + 1;
        found = true;
        top = i;
      } else if (found || !isLabel(row, grid)) {
        break;
      }
    }
    if (!found) {
      return new TableHeader(List.of(), place.from(), List.of());
    }
    int bodyFrom = start;
    List<Row> rows = IntStream.range(top, bodyFrom).mapToObj(page::get).toList();
    return new TableHeader(
        rows, bodyFrom, rows.stream().flatMap(row -> row.orders().stream()).toList());
  }

  /// Units and the like between the years and the first amounts.
  private static boolean isUnderYears(Row row, Grid grid) {
    return !row.isData()
        && row.cells().size() >= 2
        && row.cells().stream().allMatch(cell -> isOver(cell, grid));
  }

  /// A label of the body above its first amounts: "Net sales:".
  private static boolean isLabel(Row row, Grid grid) {
    return row.cells().size() == 1
        && row.right() < grid.left()
        && row.cells().getFirst().words().size() <= MAX_WORDS;
  }

  private static boolean isHeader(Row row, Grid grid) {
    List<Run> heads = row.cells().stream().filter(cell -> isOver(cell, grid)).toList();
    return !heads.isEmpty()
        && !isSentence(row)
        && row.cells().size() - heads.size() - textHeads(row, grid) <= 1 + heads.size() / 2
        && row.cells().stream().allMatch(cell -> cell.words().size() <= MAX_WORDS)
        && row.cells().stream().noneMatch(cell -> isAcross(cell, grid))
        && fits(heads, grid);
  }

  /// How many cells of a row begin where texts of the body do.
  private static long textHeads(Row row, Grid grid) {
    return row.cells().stream()
        .filter(cell -> !isOver(cell, grid) && grid.hasTextAt(cell.left()))
        .count();
  }

  /// A line that leads to the table, set in its middle.
  private static boolean isSentence(Row row) {
    Run first = row.cells().getFirst();
    return row.cells().size() == 1
        && first.words().size() > 3
        && (first.text().endsWith(":") || first.text().endsWith("."));
  }

  /// Whether a cell stands over the amounts: over the middle of the first or right of all labels.
  private static boolean isOver(Run cell, Grid grid) {
    return cell.centre() > grid.left() - cell.size() || cell.left() >= grid.labelsRight();
  }

  /// Whether a cell lies over labels and amounts at once, as a title does.
  private static boolean isAcross(Run cell, Grid grid) {
    float slack = 2 * grid.columns().getFirst().width() + 4 * cell.size();
    return isOver(cell, grid)
        ? cell.left() < Math.min(grid.left() - slack, grid.labelsRight())
        : cell.right() > grid.left() + cell.size();
  }

  /// A single head over several columns stands over the middle of some of them.
  private static boolean fits(List<Run> heads, Grid grid) {
    return heads.size() > 1
        || Spread.of(heads.stream().map(Run::span).toList(), grid.columns()).stream()
            .anyMatch(OptionalInt::isPresent);
  }
}
