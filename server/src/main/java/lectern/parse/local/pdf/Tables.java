package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds tables of amounts by their layout alone: rows one after the other whose amounts stand in
/// the same columns.
///
/// A table that is taken for prose reads badly; prose that is taken for a table cannot be read at
/// all. So a table needs two rows with two amounts or three with one, and a line of sentences ends
/// it. What stands above it is {@link TableHeader}'s to tell.
final class Tables {

  /// In ems, between the baselines of two rows: financial statements leave a line and a half
  /// between sections.
  private static final float ROW_GAP = 3.2f;

  /// Words in a label that reaches under the amounts; more are a sentence.
  private static final int LABEL_WORDS = 14;

  /// Words in a label, on average over the rows with amounts.
  private static final int MEAN_LABEL_WORDS = 11;

  /// Words in a cell that is not the label.
  private static final int CELL_WORDS = 7;

  private final List<Row> rows;

  private Tables(List<Row> rows) {
    this.rows = rows;
  }

  /// The tables among the runs of one column of a page, from top to bottom.
  static List<Table> of(List<Run> runs) {
    return new Tables(Row.of(runs)).find();
  }

  private List<Table> find() {
    var tables = new ArrayList<Table>();
    int free = 0;
    int at = 0;
    while (at < rows.size()) {
      if (!rows.get(at).isData()) {
        at++;
        continue;
      }
      var grid = new Grid();
      int end = grow(at, grid);
      if (isTable(grid)) {
        tables.add(table(free, at, end, grid));
        free = end;
      }
      at = end;
    }
    return List.copyOf(tables);
  }

  private Table table(int free, int from, int to, Grid grid) {
    TableHeader header = TableHeader.above(rows, new TableHeader.Place(free, from, to), grid);
    return new TableBody(grid, header).table(rows.subList(header.bodyFrom(), to));
  }

  /// The row after the last that belongs to the table beginning at `from`.
  private int grow(int from, Grid grid) {
    grid.accepts(rows.get(from));
    int end = from + 1;
    for (int i = from + 1; i < rows.size() && follows(i); i++) {
      Row row = rows.get(i);
      if (row.isData()) {
        if (!grid.accepts(row)) {
          break;
        }
        end = i + 1;
      } else if (!isQuiet(i, grid)) {
        break;
      }
    }
    return end < rows.size() && isTail(end) ? end + 1 : end;
  }

  private boolean follows(int row) {
    Row above = rows.get(row - 1);
    return rows.get(row).baseline() - above.baseline() <= ROW_GAP * above.size();
  }

  /// A row without amounts that a table may have between those with them.
  private boolean isQuiet(int at, Grid grid) {
    Row row = rows.get(at);
    if (row.cells().size() > 1 || row.left() >= grid.left()) {
      return row.cells().stream().allMatch(cell -> cell.words().size() <= CELL_WORDS);
    }
    Run label = row.cells().getFirst();
    boolean reachesUnder = label.right() > grid.left();
    return label.words().size() <= LABEL_WORDS
        && (!reachesUnder || (at + 1 < rows.size() && rows.get(at + 1).isData()));
  }

  /// The end of a label that went on below the last amounts.
  private boolean isTail(int at) {
    Row row = rows.get(at);
    Row above = rows.get(at - 1);
    return row.cells().size() == 1
        && row.baseline() - above.baseline() <= TableBody.WRAP_GAP * above.size()
        && Character.isLowerCase(row.cells().getFirst().text().codePointAt(0))
        && row.right() < above.values().getFirst().left();
  }

  private static boolean isTable(Grid grid) {
    List<Row> data = grid.rows();
    long figures = data.stream().filter(row -> row.values().size() >= 2).count();
    boolean enough =
        figures >= 2 || data.size() >= 3 || data.stream().anyMatch(row -> row.values().size() >= 3);
    boolean fits = grid.columns().size() <= Row.MAX_VALUES;
    return enough
        && fits
        && !isOneRun(data)
        && hasFigures(data)
        && hasShortCells(data)
        && isAligned(grid);
  }

  /// A single row whose figures have no more than spaces between them, such as a telephone number.
  private static boolean isOneRun(List<Row> data) {
    if (data.size() > 1) {
      return false;
    }
    List<Run> values = data.getFirst().values();
    return IntStream.range(1, values.size())
        .anyMatch(i -> values.get(i).left() - values.get(i - 1).right() < values.get(i).size());
  }

  /// Marks for nothing alone, such as a line of asterisks, are no table unless texts are with them.
  private static boolean hasFigures(List<Row> data) {
    long figures =
        data.stream()
            .flatMap(row -> row.values().stream())
            .filter(value -> value.text().chars().anyMatch(Character::isDigit))
            .count();
    long texts = data.stream().filter(row -> row.cells().size() > row.values().size()).count();
    return figures >= 2 || texts >= 3;
  }

  private static boolean hasShortCells(List<Row> data) {
    int cells = 0;
    int words = 0;
    int labels = data.stream().mapToInt(row -> row.cells().getFirst().words().size()).sum();
    if (labels > MEAN_LABEL_WORDS * data.size()) {
      return false;
    }
    for (Row row : data) {
      for (Run cell : row.cells().subList(1, row.cells().size())) {
        cells++;
        words += cell.words().size();
      }
    }
    return words <= 3 * cells || hasTextColumns(data);
  }

  /// Texts that begin at the same places in every row stand in columns, however long they are.
  private static boolean hasTextColumns(List<Row> data) {
    Row first = data.getFirst();
    return data.size() >= 3
        && first.cells().size() >= 3
        && data.stream()
            .allMatch(row ->
                row.cells().size() == first.cells().size()
                    && IntStream.range(0, row.cells().size())
                        .filter(i -> !Values.isValue(row.cells().get(i)))
                        .allMatch(i ->
                            Math.abs(row.cells().get(i).left() - first.cells().get(i).left()) < 1));
  }

  /// Amounts of one column end or begin together; numbers that stand in prose do not.
  private static boolean isAligned(Grid grid) {
    int aligned = 0;
    int values = 0;
    for (Row row : grid.rows()) {
      for (Run value : row.values()) {
        Optional<Span> column = Grid.best(grid.columns(), value.span());
        float em = value.size();
        values++;
        aligned += column.filter(span -> isAligned(span, value, em)).isPresent() ? 1 : 0;
      }
    }
    return 2 * aligned >= values;
  }

  private static boolean isAligned(Span column, Run value, float em) {
    return Math.abs(column.right() - value.right()) <= em
        || Math.abs(column.left() - value.left()) <= em
        || Math.abs(column.centre() - value.centre()) <= em;
  }
}
