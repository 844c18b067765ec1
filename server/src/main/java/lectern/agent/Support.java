package lectern.agent;

import java.util.Comparator;
import java.util.Optional;
import lectern.agent.Statements.Statement;
import lectern.document.Passage;

/// Finds what bears a sentence out: the statement of a passage that has most of its words.
final class Support {
  /// The share of a sentence's words below which a statement says something else. Who puts a
  /// sentence into other words keeps its names and figures, which are about a third of it.
  private static final double ENOUGH = 0.25;

  /// Words of a sentence that are compared.
  private static final int MOST_WORDS = 256;

  private final Sight sight = new Sight();

  /// A statement with the share of the sentence's words it has, from 0 to 1.
  record Found(Statement statement, double share) {}

  /// @return empty when no statement says anything of the kind
  Optional<Found> of(String sentence, Passage passage) {
    var statements = Statements.of(passage);
    var seen = statements.stream().map(it -> sight.of(passage, it)).toList();
    var relevance = new Relevance(sight.distinct(sentence, MOST_WORDS), seen);
    return statements.stream()
        .map(it -> new Found(it, relevance.coverage(seen.get(statements.indexOf(it)))))
        .max(Comparator.comparingDouble(Found::share))
        .filter(it -> it.share() >= ENOUGH);
  }
}
