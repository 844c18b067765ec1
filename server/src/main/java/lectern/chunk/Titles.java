package lectern.chunk;

/// Heading lines as a reader would say them: without marks, on one line, not too long.
final class Titles {

  /// A longer heading is a paragraph that was taken for one; its beginning names it well enough.
  static final int MAX_CHARS = 200;

  private Titles() {}

  /// @param marked the heading without its `#` marks in front
  static String plain(String marked) {
    String beginning = shortened(marked, 2 * MAX_CHARS);
    var plain = new StringBuilder();
    for (int at = 0; at < beginning.length(); at++) {
      char c = beginning.charAt(at);
      if (c == '\\' && at + 1 < beginning.length() && isMark(beginning.charAt(at + 1))) {
        at++;
        plain.append(beginning.charAt(at));
      } else if (Character.isWhitespace(c)) {
        plain.append(' ');
      } else if (!isEmphasis(beginning, at)) {
        plain.append(c);
      }
    }
    String oneLine = String.join(" ", plain.toString().strip().split(" +"));
    return shortened(oneLine, MAX_CHARS).strip();
  }

  private static boolean isMark(char c) {
    return c == '*' || c == '_' || c == '`' || c == '#' || c == '\\' || c == '|';
  }

  /// A star between blanks is a star, and a stroke inside a word belongs to the word.
  private static boolean isEmphasis(String title, int at) {
    return switch (title.charAt(at)) {
      case '`' -> true;
      case '*' -> !(isBlank(title, at - 1) && isBlank(title, at + 1));
      case '_' -> !(isInWord(title, at - 1) && isInWord(title, at + 1));
      default -> false;
    };
  }

  private static boolean isBlank(String title, int at) {
    return at < 0 || at >= title.length() || Character.isWhitespace(title.charAt(at));
  }

  private static boolean isInWord(String title, int at) {
    return at >= 0 && at < title.length() && Character.isLetterOrDigit(title.charAt(at));
  }

  private static String shortened(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    boolean insidePair = Character.isHighSurrogate(text.charAt(maxChars - 1));
    return text.substring(0, insidePair ? maxChars - 1 : maxChars);
  }
}
