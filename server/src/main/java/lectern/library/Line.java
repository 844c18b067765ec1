package lectern.library;

import java.util.regex.Pattern;

/// One line of text from outside, such as a name or a tag.
final class Line {
  /// Control, format and line-separating characters, and halves of pairs.
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private Line() {}

  /// The line without the blanks around it.
  ///
  /// @param what it is, for the message
  /// @throws Refused when it is empty, longer, or has characters that nobody sees
  static String of(String what, String given, int maxChars) {
    var line = given.strip();
    if (line.isEmpty() || line.length() > maxChars) {
      throw new Refused(
          "%s has %,d characters; it needs 1 to %,d.".formatted(what, line.length(), maxChars));
    }
    if (INVISIBLE.matcher(line).find()) {
      throw new Refused("%s has invisible characters; take them out.".formatted(what));
    }
    return line;
  }
}
