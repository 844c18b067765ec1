package lectern.simulator.mind;

import java.util.ArrayList;
import java.util.List;

/// Cuts a text into sentences, each exactly as it stands.
final class Sentences {
  private Sentences() {}

  /// The sentences of a text without blank lines, in order.
  static List<String> in(String text) {
    var sentences = new ArrayList<String>();
    var start = 0;
    for (var i = 0; i < text.length(); i++) {
      if (endsAt(text, start, i)) {
        add(sentences, text.substring(start, i + 1));
        start = i + 1;
      }
    }
    add(sentences, text.substring(start));
    return sentences;
  }

  private static void add(List<String> sentences, String raw) {
    var sentence = raw.strip();
    if (!sentence.isEmpty()) {
      sentences.add(sentence);
    }
  }

  private static boolean endsAt(String text, int start, int i) {
    var c = text.charAt(i);
    if (c == '。' || c == '？' || c == '！') {
      return true;
    }
    if ((c != '.' && c != '?' && c != '!') || i + 1 >= text.length()) {
      return false;
    }
    var next = i + 1;
    if (!Character.isWhitespace(text.charAt(next))) {
      return false;
    }
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next < text.length()
        && begins(text.charAt(next))
        && (c != '.' || !isAbbreviation(text, start, i));
  }

  private static boolean begins(char c) {
    return !Character.isLowerCase(c) && c != ',' && c != ';';
  }

  /// Whether the letters before the full stop are too few for the end of a sentence: `p. 4`, `Dr.
  /// No`, `e.g. This`.
  private static boolean isAbbreviation(String text, int start, int stop) {
    var first = stop;
    while (first > start && Character.isLetter(text.charAt(first - 1))) {
      first--;
    }
    return first < stop
        && stop - first <= 2
        && (first == start || !Character.isDigit(text.charAt(Math.max(start, first - 2))));
  }
}
