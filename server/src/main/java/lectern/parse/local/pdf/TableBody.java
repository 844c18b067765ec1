package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lectern.parse.local.pdf.Table.Cell;

/// Sorts the rows of a table into cells: its labels and other texts have columns beside those of
/// the amounts, and a label that takes two lines becomes one.
final class TableBody {

  /// In ems, between the baselines of the lines of one label.
  static final float WRAP_GAP = 1.7f;

  /// Lines of one label are closer than rows by this share, where rows are set apart at all.
  private static final float TIGHT = 0.88f;

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
      List<Run> cells = header.rows().contains(row) ? List.of() : row.cells();
      for (Run cell : cells) {
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
    float tight = TIGHT * usualGap(body);
    var rows = new ArrayList<List<Cell>>();
    for (int i = 0; i < body.size(); i++) {
      List<Cell> cells = cells(body.get(i));
      float gap = i == 0 ? Float.MAX_VALUE : gap(body, i);
      boolean near = gap <= WRAP_GAP * body.get(i).size();
      Gap kind = gap <= tight && !isNearerToNext(body, i) ? Gap.TIGHT : Gap.USUAL;
      if (near && isOneRow(rows.getLast(), cells, kind)) {
        rows.add(joined(rows.removeLast(), cells));
      } else {
        rows.add(cells);
      }
    }
    return new Table(header(), rows, orders);
  }

  private enum Gap {
    TIGHT,
    USUAL
  }

  private static float gap(List<Row> body, int at) {
    return body.get(at).baseline() - body.get(at - 1).baseline();
  }

  /// The median distance of rows that both have amounts.
  private static float usualGap(List<Row> body) {
    List<Float> gaps =
        IntStream.range(1, body.size())
            .filter(i -> body.get(i).isData() && body.get(i - 1).isData())
            .mapToObj(i -> gap(body, i))
            .sorted()
            .toList();
    return gaps.isEmpty() ? 0 : gaps.get((gaps.size() - 1) / 2);
  }

  /// Whether a line without amounts belongs to those below it rather than to those above.
  private static boolean isNearerToNext(List<Row> body, int at) {
    return at + 1 < body.size()
        && !body.get(at).isData()
        && body.get(at + 1).isData()
        && gap(body, at + 1) < 0.95f * gap(body, at);
  }

  /// Whether the label of the row above goes on in this one, where only one of them has amounts:
  /// the words say so, or the lines are closer than rows are.
  private static boolean isOneRow(List<Cell> above, List<Cell> cells, Gap gap) {
    List<Word> before = above.getFirst().words();
    List<Word> after = cells.getFirst().words();
    if (before.isEmpty() || !(isBare(above) || isBare(cells))) {
      return false;
    }
    String end = before.getLast().text();
    if (after.isEmpty() || end.endsWith(":")) {
      return after.isEmpty() && gap == Gap.TIGHT;
    }
    boolean open = OPEN_ENDS.contains(end) || end.endsWith(",") || end.endsWith("-");
    boolean goesOn = Character.isLowerCase(after.getFirst().text().codePointAt(0));
    return (isBare(above) && open) || goesOn || gap == Gap.TIGHT;
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
    int firstOfAmounts =
        (int) columns.stream().filter(column -> column.left() < grid.left()).count();
    return TableHeads.of(header.rows(), columns, firstOfAmounts).stream().map(Cell::new).toList();
  }
}
