package lectern.simulator.fault;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Guesses which word was meant.
final class Nearest {
  /// More changes than this and it is another word.
  private static final int MOST_CHANGES = 3;

  private Nearest() {}

  /// The sentence that helps: the word that was probably meant, else all there are.
  static String orAll(String word, Collection<String> known) {
    return to(word, known)
        .map(near -> "did you mean '" + near + "'?")
        .orElse("there are: " + String.join(", ", known.stream().sorted().toList()));
  }

  private static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .filter(other -> changes(word, other) <= Math.min(MOST_CHANGES, other.length() / 2))
        .min(
            Comparator.comparingInt((String other) -> changes(word, other))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// How many letters must be added, taken away or replaced (Levenshtein, 1966).
  private static int changes(String one, String other) {
    var before = new int[other.length() + 1];
    for (var j = 0; j <= other.length(); j++) {
      before[j] = j;
    }
    for (var i = 1; i <= one.length(); i++) {
      var now = new int[other.length() + 1];
      now[0] = i;
      for (var j = 1; j <= other.length(); j++) {
        var replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(replaced, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[other.length()];
  }
}
