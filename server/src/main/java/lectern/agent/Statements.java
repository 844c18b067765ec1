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
  private static final Pattern HEADING = Pattern.compile("\\s{0,3}#{1,6}\\s.*");
  private static final Pattern MARKER = Pattern.compile("\\s*(?:[-*+]|\\d{1,9}[.)])\\s+");

  private Statements() {}

  /// A sentence or a table row.
  ///
  /// @param range its characters in the page
  /// @param tableHeader its table's header rows; empty for a sentence
  record Statement(TextRange range, String text, String tableHeader) {}

  /// The statements of a passage in reading order. Headings and rules of tables are none.
  static List<Statement> of(Passage passage) {
    var statements = new ArrayList<Statement>();
    var text = passage.text();
    var tableHeader = passage.tableHeader();
    int paragraph = 0;
    int line = 0;
    while (line < text.length()) {
      int end = lineEnd(text, line);
      var content = text.substring(line, end);
      boolean isRow = ROW.matcher(content).matches();
      if (isRow || content.isBlank() || HEADING.matcher(content).matches() || startsItem(content)) {
        sentences(passage, paragraph, line, statements);
        paragraph = startsItem(content) && !isRow ? line : end;
      }
      if (isRow) {
        tableHeader = row(passage, line, end, tableHeader, statements);
      } else if (!content.isBlank()) {
        tableHeader = "";
      }
      line = end + 1;
    }
    sentences(passage, paragraph, text.length(), statements);
    return statements;
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private static boolean startsItem(String line) {
    return MARKER.matcher(line).lookingAt();
  }

  /// Takes a row as a statement, and gives the header that holds for the next row. A row is taken
  /// back as a header when the rule under it shows that it is one.
  private static String row(
      Passage passage, int start, int end, String header, List<Statement> statements) {
    var content = passage.text().substring(start, end);
    if (!RULE.matcher(content).matches()) {
      add(passage, start, end, header, statements);
      return header;
    }
    if (statements.isEmpty()) {
      return header;
    }
    var above = statements.getLast();
    boolean isAbove = above.range().end() + 1 >= passage.range().start() + start;
    if (isAbove) {
      statements.removeLast();
    }
    return isAbove ? above.text() : header;
  }

  private static void sentences(Passage passage, int from, int to, List<Statement> statements) {
    if (from >= to) {
      return;
    }
    var text = passage.text().substring(from, to);
    var marker = MARKER.matcher(text);
    int first = marker.lookingAt() ? marker.end() : 0;
    var breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    breaks.setText(text.substring(first));
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      add(passage, from + first + start, from + first + end, "", statements);
    }
  }

  /// Adds a run of the passage without the white space around it.
  private static void add(
      Passage passage, int from, int to, String header, List<Statement> statements) {
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
      statements.add(
          new Statement(
              new TextRange(offset + start, offset + end), text.substring(start, end), header));
    }
  }
}
