package lectern.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How much of a question's words a statement has. Rare words count more than common ones: each
/// counts with its inverse document frequency as in BM25, taken over the statements at hand, so
/// that a word which is in all of them decides nothing.
final class Relevance {
  /// A word found only in the headings, table header or name above a statement counts this much.
  private static final double CONTEXT_WEIGHT = 0.7;

  private final Set<String> question;
  private final Map<String, Double> weights = new HashMap<>();
  private final double total;

  /// The words of one statement, and of what stands above it.
  record Seen(Set<String> own, Set<String> context) {}

  Relevance(Set<String> question, List<Seen> statements) {
    this.question = question;
    for (var word : question) {
      long having = statements.stream().filter(s -> s.own().contains(word)).count();
      weights.put(word, Math.log(1 + (statements.size() - having + 0.5) / (having + 0.5)));
    }
    this.total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /// The share of the question's words, by weight, that a statement has: from 0 to 1.
  double coverage(Seen statement) {
    if (total == 0) {
      return 0;
    }
    double covered = 0;
    for (var word : question) {
      if (statement.own().contains(word)) {
        covered += weight(word);
      } else if (statement.context().contains(word)) {
        covered += CONTEXT_WEIGHT * weight(word);
      }
    }
    return covered / total;
  }

  private double weight(String word) {
    return weights.getOrDefault(word, 0.0);
  }
}
