package lectern.retrieve;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import lectern.document.DocumentId;
import lectern.index.SearchIndex.Hit;

/// Makes one ranking of several by reciprocal rank fusion: a chunk's score is the sum, over the
/// rankings it is in, of 1 / (k + rank). Scores of different kinds need no common scale that way.
///
/// k = 60 is what Cormack, Clarke and Büttcher found best (SIGIR 2009); it keeps the first of one
/// ranking from outweighing agreement between them.
final class RankFusion {
  private static final int K = 60;

  private RankFusion() {}

  /// @param rankings each with the best first
  /// @return all that is in any of them, the best first; equal scores in the order of first
  ///   appearance
  static List<Hit> fuse(List<List<Hit>> rankings) {
    record Key(DocumentId document, int ordinal) {}
    var scores = new LinkedHashMap<Key, Double>();
    for (var ranking : rankings) {
      for (int rank = 1; rank <= ranking.size(); rank++) {
        var hit = ranking.get(rank - 1);
        scores.merge(new Key(hit.document(), hit.ordinal()), 1.0 / (K + rank), Double::sum);
      }
    }
    return scores.entrySet().stream()
        .map(e -> new Hit(e.getKey().document(), e.getKey().ordinal(), e.getValue()))
        .sorted(Comparator.comparingDouble(Hit::score).reversed())
        .toList();
  }
}
