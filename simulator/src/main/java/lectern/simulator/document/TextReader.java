package lectern.simulator.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads files that are text already.
final class TextReader {
  /// How much of a file is read, in bytes: many times what all pages together may hold of a
  /// sensible text, and little enough to keep in memory.
  private static final int LIMIT_BYTES = 64 * 1024 * 1024;

  private static final char FORM_FEED = '\f';

  private TextReader() {}

  /// A page for each form feed and one more, as it stands.
  static Document text(Path file, PageChoice choice) throws IOException {
    var texts = beginning(file).split(String.valueOf(FORM_FEED), -1);
    return switch (DocumentReader.wanted(choice, texts.length)) {
      case DocumentReader.Wanted.None(var why) -> why;
      case DocumentReader.Wanted.Some(var numbers) ->
          new Document.Pages(
              numbers.stream().map(number -> page(number, texts[number - 1])).toList(), List.of());
    };
  }

  private static Page page(int number, String text) {
    var limited = text.strip().substring(0, Math.min(text.strip().length(), Page.TEXT_LIMIT_CHARS));
    return Page.letter(number, limited, List.of(new Item.Text(limited, Optional.empty())));
  }

  /// One sheet with one table.
  static Document table(Path file, char separator) throws IOException {
    var text = beginning(file);
    var limited = text.substring(0, Math.min(text.length(), Page.TEXT_LIMIT_CHARS));
    var table = new Item.Table(rows(limited, separator), Optional.empty());
    return new Document.Pages(List.of(Page.letter(1, limited.strip(), List.of(table))), List.of());
  }

  private static String beginning(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LIMIT_BYTES), StandardCharsets.UTF_8);
    }
  }

  /// Cells as RFC 4180 has them: in quotes, separators and line ends are text and a quote is
  /// doubled.
  private static List<List<String>> rows(String text, char separator) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var cell = new StringBuilder();
    var quoted = false;
    for (var c : (text.strip() + "\n").toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted || (c != separator && c != '\n')) {
        cell.append(c);
      } else {
        row.add(cell.toString().strip());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(List.copyOf(row));
          row.clear();
        }
      }
    }
    return rows;
  }
}
