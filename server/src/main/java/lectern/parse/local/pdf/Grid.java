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

  private final List<Row> rows = new ArrayList<>();
  private List<Span> columns = List.of();

  /// Takes a row in, unless its amounts would run two columns into one.
  boolean accepts(Row row) {
    List<Span> wider = columns;
    for (Run value : row.values()) {
      wider = with(wider, value.span());
    }
    var all = new ArrayList<>(rows);
    all.add(row);
    for (Row each : all) {
      if (!apart(each, wider)) {
        return false;
      }
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

  float left() {
    return columns.getFirst().left();
  }
}
