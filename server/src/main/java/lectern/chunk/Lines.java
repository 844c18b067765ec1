package lectern.chunk;

import java.util.ArrayList;
import java.util.List;
import lectern.document.TextRange;

/// Ranges of lines, and ranges without the white space around them.
final class Lines {

  private Lines() {}

  /// The lines of a range that are not blank, each without white space at its ends.
  static List<TextRange> of(String text, TextRange range) {
    var lines = new ArrayList<TextRange>();
    int start = range.start();
    while (start < range.end()) {
      int end = Math.min(endOfLine(text, start), range.end());
      TextRange line = trimmed(text, new TextRange(start, end));
      if (line.length() > 0) {
        lines.add(line);
      }
      start = end + 1;
    }
    return lines;
  }

  /// The position of the line feed, or the end of the text.
  static int endOfLine(String text, int from) {
    int feed = text.indexOf('\n', from);
    return feed < 0 ? text.length() : feed;
  }

  /// An empty range when all of it is white space.
  static TextRange trimmed(String text, TextRange range) {
    int start = skipBlanks(text, range);
    int end = range.end();
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return new TextRange(start, end);
  }

  /// The first position in the range that is not white space, or its end.
  static int skipBlanks(String text, TextRange range) {
    int at = range.start();
    while (at < range.end() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
