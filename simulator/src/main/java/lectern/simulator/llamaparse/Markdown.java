package lectern.simulator.llamaparse;

import java.util.List;
import java.util.stream.Collectors;
import lectern.simulator.document.Item;
import lectern.simulator.document.Page;
import lectern.simulator.llamaparse.Order.Tables;

/// Writes pages as Markdown.
final class Markdown {
  private Markdown() {}

  static String of(Page page, Tables tables) {
    return page.items().stream().map(item -> of(item, tables)).collect(Collectors.joining("\n\n"));
  }

  static String of(Item item, Tables tables) {
    return switch (item) {
      case Item.Text(var text, _) -> text;
      case Item.Heading(int level, var text, _) -> "#".repeat(level) + " " + text;
      case Item.Table(var rows, _) -> tables == Tables.HTML ? html(rows) : pipes(rows);
    };
  }

  /// A table as HTML, which is what Markdown holds unless the client asks otherwise.
  static String html(List<List<String>> rows) {
    var html = new StringBuilder("<table>\n");
    for (var i = 0; i < rows.size(); i++) {
      var cell = i == 0 ? "th" : "td";
      html.append("<tr>");
      for (var text : rows.get(i)) {
        html.append("<%1$s>%2$s</%1$s>".formatted(cell, escaped(text)));
      }
      html.append("</tr>\n");
    }
    return html.append("</table>").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String pipes(List<List<String>> rows) {
    var lines =
        rows.stream()
            .map(row -> row.stream().map(cell -> cell.replace("|", "\\|")).toList())
            .map(row -> "| " + String.join(" | ", row) + " |")
            .collect(Collectors.toList());
    if (!lines.isEmpty()) {
      lines.add(1, "|" + " --- |".repeat(rows.getFirst().size()));
    }
    return String.join("\n", lines);
  }

  /// A table as comma-separated values.
  static String csv(List<List<String>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(Markdown::quoted).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\n"));
  }

  private static String quoted(String cell) {
    return "\"" + cell.replace("\"", "\"\"") + "\"";
  }
}
