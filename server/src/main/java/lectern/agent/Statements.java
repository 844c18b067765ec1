package lectern.agent;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import lectern.document.Passage;
import lectern.document.TextRange;

/// Cuts a passage into what can be quoted alone: sentences, and rows of tables.
final class Statements {
  private static final Pattern ROW = Pattern.compile("\\s*\\|.*");
  private static final Pattern RULE = Pattern.compile("\\s*\\|?\\s*:?-{3,}:?\\s*(\\|.*)?");
  private static final Pattern HEADING = Pattern.compile("\\s{0,3}#{1,6}\\s+(.*)");
  private static final Pattern MARKER = Pattern.compile("\\s*(?:[-*+]|\\d{1,9}[.)])\\s+");

  private final Passage passage;
  private final List<Statement> found = new ArrayList<>();
  private String heading;
  private String tableHeader;

  private Statements(Passage passage) {
    this.passage = passage;
    this.heading = passage.headings().isEmpty() ? "" : passage.headings().getLast();
    this.tableHeader = passage.tableHeader();
  }

  /// A sentence or a table row.
  ///
  /// @param range its characters in the page
  /// @param text the characters of the range
  record Statement(TextRange range, String text, Above above) {}

  /// What stands above a statement and may be needed to understand it; each is empty where there is
  /// none.
  ///
  /// @param heading the nearest one
  /// @param tableHeader the header rows of the table, for a row
  /// @param before the sentence before it in the same paragraph, for a sentence
  record Above(String heading, String tableHeader, String before) {}

  /// The statements of a passage in reading order. Headings and rules of tables are none.
  static List<Statement> of(Passage passage) {
    var statements = new Statements(passage);
    statements.read();
    return List.copyOf(statements.found);
  }

  /// Goes through the lines; a paragraph ends at a blank line, a heading, a row or a list item.
  private void read() {
    var text = passage.text();
    int paragraph = 0;
    int line = 0;
    while (line < text.length()) {
      int end = lineEnd(text, line);
      var content = text.substring(line, end);
      boolean isItem = MARKER.matcher(content).lookingAt();
      if (isItem || content.isBlank() || isRow(content) || isHeading(content)) {
        sentences(paragraph, line);
        paragraph = isItem ? line : end;
      }
      block(line, end, content);
      line = end + 1;
    }
    sentences(paragraph, text.length());
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private static boolean isRow(String line) {
    return ROW.matcher(line).matches();
  }

  private static boolean isHeading(String line) {
    return HEADING.matcher(line).matches();
  }

  private void block(int start, int end, String content) {
    if (isRow(content)) {
      row(start, end, content);
      return;
    }
    if (!content.isBlank()) {
      tableHeader = "";
    }
    var title = HEADING.matcher(content);
    if (title.matches()) {
      heading = title.group(1);
    }
  }

  /// A row is taken back as a header when the rule under it shows that it is one.
  private void row(int start, int end, String content) {
    if (!RULE.matcher(content).matches()) {
      add(start, end, new Above(heading, tableHeader, ""));
    } else if (!found.isEmpty() && endsJustBefore(found.getLast(), start)) {
      tableHeader = found.removeLast().text();
    }
  }

  private boolean endsJustBefore(Statement statement, int start) {
    return statement.range().end() + 1 >= passage.range().start() + start;
  }

  private void sentences(int from, int to) {
    if (from >= to) {
      return;
    }
    var text = passage.text().substring(from, to);
    var marker = MARKER.matcher(text);
    int first = from + (marker.lookingAt() ? marker.end() : 0);
    var breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    breaks.setText(passage.text().substring(first, to));
    var before = "";
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      add(first + start, first + end, new Above(heading, "", before));
      before = found.isEmpty() ? "" : found.getLast().text();
    }
  }

  /// Adds a run of the passage without the white space around it, unless there is nothing else.
  private void add(int from, int to, Above above) {
    var text = passage.text();
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (start < end) {
      int offset = passage.range().start();
      var range = new TextRange(offset + start, offset + end);
      found.add(new Statement(range, text.substring(start, end), above));
    }
  }
}
