package lectern.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lectern.agent.Relevance.Seen;
import lectern.agent.Statements.Statement;
import lectern.document.Passage;
import lectern.index.Words;

/// The words of statements, and of what stands above them.
final class Sight {
  private final Words words = new Words();

  /// A table's header says what its figures are, so its words count as those of each row.
  Seen of(Passage passage, Statement statement) {
    var above = statement.above();
    var around = new ArrayList<>(passage.headings());
    around.addAll(List.of(above.heading(), above.before(), passage.document().name()));
    return new Seen(
        distinct(statement.text() + " " + above.tableHeader()), distinct(String.join(" ", around)));
  }

  Set<String> distinct(String text) {
    return new HashSet<>(words.of(text));
  }

  /// @param most words at most
  Set<String> distinct(String text, int most) {
    return words.distinct(text, most);
  }
}
