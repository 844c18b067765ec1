package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lectern.parse.local.pdf.Table.Cell;

/// Sorts the rows of a table into cells: its labels and other texts have columns beside those of
/// the amounts, and a label that takes two lines becomes one.
final class TableBody {

  /// In ems, between the baselines of the lines of one label.
  static final float WRAP_GAP = 1.7f;

  private static final Set<String> OPEN_ENDS =
      Set.of(
          "and", "of", "the", "for", "in", "to", "on", "per", "or", "from", "by", "with", "a", "an",
          "at", "as", "—", "–", "-", "/");

  private final Grid grid;
  private final TableHeader header;
  private final List<Span> columns;

  TableBody(Grid grid, TableHeader header) {
    this.grid = grid;
    this.header = header;
    this.columns = columns();
  }

  /// Labels stand before the first amounts; a text column is where data rows have texts elsewhere.
  private List<Span> columns() {
    List<Span> texts = List.of();
    for (Row row : grid.rows()) {
      for (Run cell : row.cells()) {
        if (!Values.isValue(cell) && !isUnderAmounts(cell)) {
          texts = Grid.with(texts, cell.span());
        }
      }
    }
    var columns = new ArrayList<>(texts);
    columns.addAll(grid.columns());
    columns.sort(Comparator.comparingDouble(Span::left));
    return List.copyOf(columns);
  }

  private boolean isUnderAmounts(Run cell) {
    return grid.columns().stream().anyMatch(column -> column.shared(cell.span()) > 0);
  }

  /// @param body the rows after the header, between others of the page
  Table table(List<Row> body) {
    var orders = new HashSet<>(header.orders());
    body.forEach(row -> orders.addAll(row.orders()));
    var rows = new ArrayList<List<Cell>>();
    Optional<Row> above = Optional.empty();
    for (Row row : body) {
      add(rows, row, above);
      above = Optional.of(row);
    }
    return new Table(header(), rows, orders);
  }

  private void add(List<List<Cell>> rows, Row row, Optional<Row> above) {
    List<Cell> cells = cells(row);
    boolean near =
        above
            .filter(line -> row.baseline() - line.baseline() <= WRAP_GAP * line.size())
            .isPresent();
    if (near && !rows.isEmpty() && isOneLabel(rows.getLast(), cells)) {
      rows.add(joined(rows.removeLast(), cells));
    } else {
      rows.add(cells);
    }
  }

  /// Whether the label of the row above goes on in this one, where only one of them has amounts.
  private static boolean isOneLabel(List<Cell> above, List<Cell> cells) {
    List<Word> before = above.getFirst().words();
    List<Word> after = cells.getFirst().words();
    if (before.isEmpty() || after.isEmpty() || !(isBare(above) || isBare(cells))) {
      return false;
    }
    String end = before.getLast().text();
    boolean open = OPEN_ENDS.contains(end) || end.endsWith(",") || end.endsWith("-");
    boolean goesOn = Character.isLowerCase(after.getFirst().text().codePointAt(0));
    return ((isBare(above) && open) || goesOn) && !end.endsWith(":");
  }

  private static boolean isBare(List<Cell> cells) {
    return cells.subList(1, cells.size()).stream().allMatch(cell -> cell.words().isEmpty());
  }

  private static List<Cell> joined(List<Cell> above, List<Cell> below) {
    var joined = new ArrayList<Cell>();
    for (int i = 0; i < above.size(); i++) {
      var words = new ArrayList<>(above.get(i).words());
      words.addAll(below.get(i).words());
      joined.add(new Cell(words));
    }
    return joined;
  }

  private List<Cell> cells(Row row) {
    var words = emptyRow();
    for (Run cell : row.cells()) {
      words.get(column(cell)).addAll(cell.words());
    }
    return words.stream().map(Cell::new).toList();
  }

  private int column(Run cell) {
    boolean label = cell.left() < grid.left() && !Values.isValue(cell);
    List<Span> candidates =
        label ? columns.stream().filter(span -> span.left() < grid.left()).toList() : columns;
    Span span = cell.span();
    return columns.indexOf(
        Grid.best(candidates.isEmpty() ? columns : candidates, span).orElseThrow());
  }

  private List<List<Word>> emptyRow() {
    var words = new ArrayList<List<Word>>();
    for (int i = 0; i < columns.size(); i++) {
      words.add(new ArrayList<>());
    }
    return words;
  }

  private List<Cell> header() {
    int firstOfAmounts = columns.indexOf(grid.columns().getFirst());
    return TableHeads.of(header.rows(), columns, firstOfAmounts).stream().map(Cell::new).toList();
  }
}
