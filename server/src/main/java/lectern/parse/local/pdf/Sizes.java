package lectern.parse.local.pdf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many letters there are of each size.
final class Sizes {
  private final Map<Integer, Integer> lettersByHalfPoints = new HashMap<>();

  Sizes(List<Word> words) {
    for (Word word : words) {
      lettersByHalfPoints.merge(Math.round(2 * word.size()), word.text().length(), Integer::sum);
    }
  }

  /// The size that most letters have, in points, to the half point; the larger of two that are
  /// equally frequent.
  float most() {
    return lettersByHalfPoints.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(size -> Math.max(size.getKey(), 1) / 2f)
        .orElse(1f);
  }
}
