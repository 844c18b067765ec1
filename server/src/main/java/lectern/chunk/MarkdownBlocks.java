package lectern.chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.document.TextRange;

/// Reads a page's Markdown as blocks, line by line, in one pass: every character that is not white
/// space is in exactly one block.
///
/// Reads as much of GitHub-flavoured Markdown as matters for where to cut: `#` headings and
/// underlined ones of one line, list items, tables, fenced code; everything else is prose. Rows
/// that begin with `|` are a table even without a header, since a table may go on from the page
/// before. A header may have up to {@value #MAX_HEADER_ROWS} rows above the `| --- |` line.
final class MarkdownBlocks {

  private static final int MAX_HEADER_ROWS = 3;

  /// CommonMark 0.31, 4.4: four blanks in front make it code.
  private static final int MAX_HEADING_INDENT = 3;

  private static final int MAX_HEADING_LEVEL = 6;
  private static final int MIN_FENCE = 3;

  private final String text;
  private final List<Block> blocks = new ArrayList<>();

  /// Where the next line to read begins.
  private int next = 0;

  private MarkdownBlocks(String text) {
    this.text = text;
  }

  static List<Block> of(String markdown) {
    return new MarkdownBlocks(markdown).read();
  }

  private List<Block> read() {
    while (next < text.length()) {
      TextRange line = line();
      if (line.length() == 0) {
        advance();
      } else if (isFence(line)) {
        readCode(line);
      } else if (heading(line).isPresent()) {
        blocks.add(heading(line).get());
        advance();
      } else if (beginsTable(line)) {
        readTable();
      } else {
        readProse(line);
      }
    }
    return List.copyOf(blocks);
  }

  /// The next line, trimmed; empty when it is blank.
  private TextRange line() {
    return Lines.trimmed(text, new TextRange(next, Lines.endOfLine(text, next)));
  }

  private void advance() {
    next = Math.min(Lines.endOfLine(text, next) + 1, text.length());
  }

  private void readCode(TextRange opening) {
    int end = opening.end();
    boolean open = true;
    for (advance(); open && next < text.length(); advance()) {
      TextRange line = line();
      end = line.length() == 0 ? end : line.end();
      open = !closes(opening, line);
    }
    blocks.add(new Block.Code(new TextRange(opening.start(), end)));
  }

  private boolean isFence(TextRange line) {
    return fenceLength(line) >= MIN_FENCE;
  }

  private int fenceLength(TextRange line) {
    char mark = line.length() == 0 ? ' ' : text.charAt(line.start());
    return mark == '`' || mark == '~' ? run(line, mark) : 0;
  }

  private boolean closes(TextRange opening, TextRange line) {
    return line.length() > 0
        && text.charAt(line.start()) == text.charAt(opening.start())
        && fenceLength(line) == line.length()
        && line.length() >= fenceLength(opening);
  }

  private Optional<Block> heading(TextRange line) {
    int level = line.length() == 0 ? 0 : run(line, '#');
    int after = line.start() + level;
    boolean marked =
        level >= 1 && level <= MAX_HEADING_LEVEL && line.start() - next <= MAX_HEADING_INDENT;
    if (!marked || after == line.end() || !Character.isWhitespace(text.charAt(after))) {
      return Optional.empty();
    }
    return titled(line, level, new TextRange(after, withoutClosingMarks(line)));
  }

  private int withoutClosingMarks(TextRange line) {
    int end = line.end();
    while (text.charAt(end - 1) == '#') {
      end--;
    }
    return Character.isWhitespace(text.charAt(end - 1)) ? end : line.end();
  }

  /// Marks without a title are no heading: they name nothing.
  private Optional<Block> titled(TextRange range, int level, TextRange words) {
    String title = words.length() <= 0 ? "" : Titles.plain(words.of(text));
    return title.isEmpty() ? Optional.empty() : Optional.of(new Block.Heading(range, level, title));
  }

  private boolean beginsTable(TextRange line) {
    return line.length() > 0
        && (text.charAt(line.start()) == '|' || (isRow(line) && isRule(lineAfterNext())));
  }

  private boolean isRow(TextRange line) {
    for (int at = line.start(); at < line.end(); at++) {
      if (text.charAt(at) == '|') {
        return true;
      }
    }
    return false;
  }

  /// The line between a header and the rows: only `|`, `-`, `:` and blanks.
  private boolean isRule(TextRange line) {
    boolean dash = false;
    boolean pipe = false;
    for (int at = line.start(); at < line.end(); at++) {
      char c = text.charAt(at);
      dash |= c == '-';
      pipe |= c == '|';
      if (c != '-' && c != '|' && c != ':' && !Character.isWhitespace(c)) {
        return false;
      }
    }
    return dash && pipe;
  }

  private TextRange lineAfterNext() {
    int start = Math.min(Lines.endOfLine(text, next) + 1, text.length());
    return Lines.trimmed(text, new TextRange(start, Lines.endOfLine(text, start)));
  }

  private void readTable() {
    var lines = new ArrayList<TextRange>();
    TextRange line = line();
    do {
      lines.add(line);
      advance();
      line = line();
    } while (isRow(line) && !isFence(line) && heading(line).isEmpty());
    blocks.add(table(lines));
  }

  private Block table(List<TextRange> lines) {
    var range = new TextRange(lines.getFirst().start(), lines.getLast().end());
    for (int rule = 1; rule <= MAX_HEADER_ROWS && rule < lines.size(); rule++) {
      if (isRule(lines.get(rule))) {
        var names = new TextRange(range.start(), lines.get(rule - 1).end());
        var withRule = new TextRange(range.start(), lines.get(rule).end());
        var head = new Block.Head(names, withRule);
        return new Block.Table(
            range, Optional.of(head), List.copyOf(lines.subList(rule + 1, lines.size())));
      }
    }
    return new Block.Table(range, Optional.empty(), List.copyOf(lines));
  }

  private void readProse(TextRange first) {
    boolean item = isBullet(first) || isNumbered(first);
    advance();
    TextRange second = line();
    Optional<Block> underlined = item ? Optional.empty() : underlined(first, second);
    if (underlined.isPresent()) {
      blocks.add(underlined.get());
      advance();
      return;
    }
    int end = first.end();
    for (TextRange line = second; continues(line, item); line = line()) {
      end = line.end();
      advance();
    }
    blocks.add(new Block.Prose(new TextRange(first.start(), end)));
  }

  private Optional<Block> underlined(TextRange words, TextRange line) {
    char mark = line.length() < 2 ? ' ' : text.charAt(line.start());
    if ((mark != '=' && mark != '-') || run(line, mark) < line.length()) {
      return Optional.empty();
    }
    return titled(new TextRange(words.start(), line.end()), mark == '=' ? 1 : 2, words);
  }

  /// A number begins a new item only inside a list: in a paragraph it may be a year that happens to
  /// stand first in its line.
  private boolean continues(TextRange line, boolean item) {
    return line.length() > 0
        && !isFence(line)
        && heading(line).isEmpty()
        && !beginsTable(line)
        && !isBullet(line)
        && !(item && isNumbered(line));
  }

  private boolean isBullet(TextRange line) {
    char mark = text.charAt(line.start());
    return (mark == '-' || mark == '*' || mark == '+') && isBlankAt(line, line.start() + 1);
  }

  private boolean isNumbered(TextRange line) {
    int at = line.start();
    while (at < line.end() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return at > line.start()
        && at < line.end()
        && (text.charAt(at) == '.' || text.charAt(at) == ')')
        && isBlankAt(line, at + 1);
  }

  private boolean isBlankAt(TextRange line, int at) {
    return at < line.end() && Character.isWhitespace(text.charAt(at));
  }

  /// How many times the line repeats a mark at its beginning.
  private int run(TextRange line, char mark) {
    int at = line.start();
    while (at < line.end() && text.charAt(at) == mark) {
      at++;
    }
    return at - line.start();
  }
}
