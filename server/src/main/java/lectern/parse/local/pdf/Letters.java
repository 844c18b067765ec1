package lectern.parse.local.pdf;

import java.text.Normalizer;

/// Makes the letters of a file searchable and leaves all else as it is: ligatures and presentation
/// forms become their letters, all kinds of space one space, control characters nothing.
final class Letters {
  static final char SOFT_HYPHEN = '\u00AD';

  private Letters() {}

  static String clean(String drawn) {
    if (drawn.length() == 1 && drawn.charAt(0) > ' ' && drawn.charAt(0) < 0x7F) {
      return drawn;
    }
    var clean = new StringBuilder(drawn.length());
    drawn.codePoints().forEach(letter -> append(clean, letter));
    return clean.toString();
  }

  private static void append(StringBuilder clean, int letter) {
    if (isPresentationForm(letter)) {
      clean.append(Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKC));
    } else if (isSpace(letter)) {
      clean.append(' ');
    } else if (!isInvisible(letter)) {
      clean.appendCodePoint(letter);
    }
  }

  /// Latin ligatures (U+FB00 to U+FB06) and the shaped letters of Hebrew and Arabic, which Unicode
  /// keeps for old encodings only (The Unicode Standard, chapters 7.1 and 9.2).
  private static boolean isPresentationForm(int letter) {
    return (letter >= 0xFB00 && letter <= 0xFDFF) || (letter >= 0xFE70 && letter <= 0xFEFC);
  }

  private static boolean isSpace(int letter) {
    return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
  }

  private static boolean isInvisible(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> true;
      case Character.FORMAT -> letter != SOFT_HYPHEN;
      default -> false;
    };
  }

  static boolean isRightToLeft(String text) {
    return text.codePoints().anyMatch(Letters::isRightToLeft);
  }

  private static boolean isRightToLeft(int letter) {
    byte direction = Character.getDirectionality(letter);
    return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
  }
}
