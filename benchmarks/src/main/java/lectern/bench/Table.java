package lectern.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A table of a report. The first column names the rows, the others hold figures and stand right.
public record Table(List<String> columns, List<List<String>> rows) {

  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of %d cells in a table of %d columns: %s"
                .formatted(row.size(), columns.size(), row));
      }
    }
  }

  public static Table of(String... columns) {
    return new Table(List.of(columns), List.of());
  }

  /// The same with one more row.
  ///
  /// @param figures in the order of the columns; numbers are written with about four digits
  public Table row(String name, Object... figures) {
    var cells = new ArrayList<String>();
    cells.add(name);
    Arrays.stream(figures).map(Table::cell).forEach(cells::add);
    var more = new ArrayList<>(rows);
    more.add(cells);
    return new Table(columns, more);
  }

  private static String cell(Object figure) {
    return figure instanceof Number number ? Figures.of(number.doubleValue()) : figure.toString();
  }

  String markdown() {
    var text = new StringBuilder(line(columns));
    text.append("| --- |").append(" ---: |".repeat(columns.size() - 1)).append('\n');
    rows.forEach(row -> text.append(line(row)));
    return text.toString();
  }

  private static String line(List<String> cells) {
    var line = new StringBuilder("|");
    for (String cell : cells) {
      line.append(' ').append(cell.replace("|", "\\|").replace('\n', ' ')).append(" |");
    }
    return line.append('\n').toString();
  }
}
