package lectern.parse.local.office;

import static java.util.stream.Collectors.joining;

import java.util.List;

/// Rows of cells as lines of a Markdown table.
final class MarkdownTable {
  private MarkdownTable() {}

  /// The header row and the line of dashes below it.
  static String head(List<String> cells, int columns) {
    return line(cells, columns) + "\n|" + " --- |".repeat(columns);
  }

  /// A row, filled up with empty cells to the number of columns.
  static String line(List<String> cells, int columns) {
    var line = new StringBuilder("|");
    for (int i = 0; i < columns; i++) {
      line.append(' ').append(i < cells.size() ? cell(cells.get(i)) : "").append(" |");
    }
    return line.toString();
  }

  static int columns(List<List<String>> rows) {
    return rows.stream().mapToInt(List::size).max().orElse(0);
  }

  private static String cell(String text) {
    String line =
        text.lines().map(String::strip).filter(part -> !part.isEmpty()).collect(joining(" "));
    return line.replace("|", "\\|");
  }
}
