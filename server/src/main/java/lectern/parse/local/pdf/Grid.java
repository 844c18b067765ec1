package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The columns of a table while its rows are gathered: stretches that the amounts of all rows
/// share. Amounts of one row never share a stretch.
final class Grid {

  /// In points. Right-aligned amounts of two columns stay further apart than this.
  private static final float TOUCH = -0.5f;

  /// In points, between the left edges of texts in one column.
  private static final float ALIGNED = 1.5f;

  private final List<Row> rows = new ArrayList<>();
  private List<Span> columns = List.of();

  /// Takes a row in, unless its amounts would run two columns into one.
  boolean accepts(Row row) {
    List<Span> wider = columns;
    for (Run value : row.values()) {
      wider = with(wider, value.span());
    }
    boolean apart = apart(row, wider);
    if (wider.size() < columns.size()) {
      List<Span> merged = wider;
      apart &= rows.stream().allMatch(each -> apart(each, merged));
    }
    if (!apart) {
      return false;
    }
    rows.add(row);
    columns = wider;
    return true;
  }

  private static boolean apart(Row row, List<Span> columns) {
    List<Optional<Span>> used =
        row.values().stream().map(value -> best(columns, value.span())).toList();
    return used.stream().distinct().count() == used.size();
  }

  /// The stretches with one more: those that touch each other become one.
  static List<Span> with(List<Span> spans, Span span) {
    var merged = new ArrayList<Span>();
    Span grown = span;
    for (Span each : spans) {
      if (each.shared(span) > TOUCH) {
        grown = grown.with(each);
      } else {
        merged.add(each);
      }
    }
    merged.add(grown);
    merged.sort(Comparator.comparingDouble(Span::left));
    return List.copyOf(merged);
  }

  /// The stretch that shares most with a span, or is nearest to it.
  static Optional<Span> best(List<Span> columns, Span span) {
    return columns.stream().max(Comparator.comparingDouble(column -> column.shared(span)));
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  List<Span> columns() {
    return columns;
  }

  /// Where the amounts begin. Labels can be figures too, such as years: then the first column holds
  /// every row's first cell.
  float left() {
    Span first = columns.getFirst();
    boolean labels =
        columns.size() > 1
            && rows.stream().allMatch(row -> first.shared(row.cells().getFirst().span()) > 0);
    return labels ? columns.get(1).left() : first.left();
  }

  /// Whether texts that are no labels begin at a place, in most rows.
  boolean hasTextAt(float left) {
    long beginning =
        rows.stream()
            .filter(row ->
                row.cells().stream()
                    .skip(1)
                    .anyMatch(
                        cell -> !Values.isValue(cell) && Math.abs(cell.left() - left) < ALIGNED))
            .count();
    return 2 * beginning > rows.size();
  }

  /// Where the longest label of a row with amounts ends.
  float labelsRight() {
    float left = left();
    return (float)
        rows.stream()
            .map(row -> row.cells().getFirst())
            .filter(cell -> cell.right() < left)
            .mapToDouble(Run::right)
            .max()
            .orElse(left);
  }
}
