package lectern.parse.local.office;

import java.io.IOException;
import java.io.Reader;

/// The lines of a text, one at a time. A line that is longer than a page is handed out in pieces,
/// so that a file without line ends does not have to fit in memory.
final class Lines {
  private static final int MAX_CHARS = PageWriter.USUAL_CHARS;

  private final Reader text;
  private final StringBuilder line = new StringBuilder();
  private boolean afterReturn;

  Lines(Reader text) {
    this.text = text;
  }

  /// Reads the next line; false when there is none.
  boolean next() throws IOException {
    line.setLength(0);
    int c = text.read();
    if (afterReturn && c == '\n') {
      c = text.read();
    }
    afterReturn = false;
    if (c < 0) {
      return false;
    }
    while (c >= 0 && c != '\n' && c != '\r') {
      line.append((char) c);
      if (line.length() >= MAX_CHARS && !Character.isLetterOrDigit(c) && !isPair(c)) {
        return true;
      }
      c = text.read();
    }
    afterReturn = c == '\r';
    return true;
  }

  /// The line that was read, without its end.
  String line() {
    return line.toString();
  }

  private static boolean isPair(int c) {
    return Character.isSurrogate((char) c);
  }
}
