package lectern.simulator.document;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads files that are text already.
final class TextReader {
  private static final char FORM_FEED = '\f';

  private TextReader() {}

  /// A page for each form feed and one more, as it stands. It is read twice, once to count the
  /// pages, so that no more of it is in memory than what is kept.
  static Document text(Path file, PageChoice choice) throws IOException {
    return switch (DocumentReader.wanted(choice, 1 + formFeeds(file))) {
      case DocumentReader.Wanted.None(var why) -> why;
      case DocumentReader.Wanted.Some(var numbers) -> pages(file, Set.copyOf(numbers));
    };
  }

  private static int formFeeds(Path file) throws IOException {
    var count = 0;
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      for (var b = in.read(); b >= 0; b = in.read()) {
        count += b == FORM_FEED ? 1 : 0;
      }
    }
    return count;
  }

  private static Document pages(Path file, Set<Integer> wanted) throws IOException {
    var pages = new ArrayList<Page>();
    var chars = 0L;
    try (var in = reader(file)) {
      for (var number = 1; pages.size() < wanted.size(); number++) {
        var text = nextPage(in);
        if (wanted.contains(number)) {
          pages.add(page(number, text));
          chars += pages.getLast().chars();
        }
        if (chars > DocumentReader.CHARS_LIMIT) {
          return new Document.Unreadable(Document.Flaw.TOO_LARGE);
        }
      }
    }
    return new Document.Pages(pages, List.of());
  }

  /// What malformed bytes there are become replacement characters.
  private static Reader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
  }

  /// The beginning of the text up to the next form feed or the end; the rest of it is passed over.
  private static String nextPage(Reader in) throws IOException {
    var text = new StringBuilder();
    for (var c = in.read(); c >= 0 && c != FORM_FEED; c = in.read()) {
      var isLeading = text.isEmpty() && Character.isWhitespace(c);
      if (!isLeading && text.length() < Page.TEXT_LIMIT_CHARS) {
        text.append((char) c);
      }
    }
    return text.toString().strip();
  }

  private static Page page(int number, String text) {
    return Page.letter(number, text, List.of(new Item.Text(text, Optional.empty())));
  }

  /// One sheet with one table.
  static Document table(Path file, char separator) throws IOException {
    var text = beginning(file);
    var table = new Item.Table(rows(text, separator), Optional.empty());
    return new Document.Pages(List.of(Page.letter(1, text.strip(), List.of(table))), List.of());
  }

  private static String beginning(Path file) throws IOException {
    var text = new char[Page.TEXT_LIMIT_CHARS];
    var length = 0;
    try (var in = reader(file)) {
      for (var count = in.read(text);
          count > 0;
          count = in.read(text, length, text.length - length)) {
        length += count;
      }
    }
    return new String(text, 0, length);
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
