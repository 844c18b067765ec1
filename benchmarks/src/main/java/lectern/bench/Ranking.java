package lectern.bench;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a search found for one question, best first, judged against the documents that answer it. A
/// document is relevant or not; there are no degrees.
public record Ranking(List<String> documents) {

  public Ranking {
    documents = List.copyOf(documents);
    if (new HashSet<>(documents).size() < documents.size()) {
      throw new IllegalArgumentException("a document is ranked twice: " + documents);
    }
  }

  /// Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002, with the discount 1 /
  /// log2(rank + 1)) of the first `k`: 1 when all of them that can be relevant are.
  ///
  /// @param relevant not empty
  public double ndcg(int k, Set<String> relevant) {
    requireSome(relevant);
    double gain = 0;
    for (int at = 0; at < Math.min(k, documents.size()); at++) {
      gain += relevant.contains(documents.get(at)) ? discount(at) : 0;
    }
    double ideal = 0;
    for (int at = 0; at < Math.min(k, relevant.size()); at++) {
      ideal += discount(at);
    }
    return gain / ideal;
  }

  /// How much of what is relevant is among the first `k`, from 0 to 1.
  ///
  /// @param relevant not empty
  public double recall(int k, Set<String> relevant) {
    requireSome(relevant);
    long found = documents.stream().limit(k).filter(relevant::contains).count();
    return (double) found / relevant.size();
  }

  /// @param at counted from 0
  private static double discount(int at) {
    return Math.log(2) / Math.log(at + 2);
  }

  private static void requireSome(Set<String> relevant) {
    if (relevant.isEmpty()) {
      throw new IllegalArgumentException("a question that nothing answers cannot judge a ranking");
    }
  }
}
