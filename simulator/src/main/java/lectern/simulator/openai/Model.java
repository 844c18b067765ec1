package lectern.simulator.openai;

import java.time.LocalDate;
import java.time.ZoneOffset;
import lectern.simulator.bill.Charge;
import lectern.simulator.mind.Tokens;

/// A model of OpenAI's.
///
/// @param family the name without a date; limits and prices go by it
/// @param snapshot the name that answers carry
/// @param created the day of its release
/// @param kind what it makes
/// @param tokens how its tokens are counted
/// @param window how many tokens of input and output fit together; for embeddings, of one input
/// @param dimensions of the vectors of an embedding model, else 0
/// @param price of its tokens
/// @param batchQueueTokens how many tokens of input may wait in batches at a time
record Model(
    String family,
    String snapshot,
    LocalDate created,
    Kind kind,
    Tokens tokens,
    int window,
    int maxOutput,
    int dimensions,
    Price price,
    long batchQueueTokens) {
  enum Kind {
    CHAT,
    REASONING,
    EMBEDDING
  }

  /// How many tokens of input it takes at most.
  int maxInput() {
    return window - maxOutput;
  }

  /// When it was released, in seconds since 1970.
  long createdSecond() {
    return created.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
  }

  /// The same model under the name of one of its snapshots.
  Model as(String otherSnapshot) {
    return new Model(
        family,
        otherSnapshot,
        created,
        kind,
        tokens,
        window,
        maxOutput,
        dimensions,
        price,
        batchQueueTokens);
  }

  /// What these tokens cost, exactly.
  Charge charge(Charge.Tokens used, Tier tier) {
    return new Charge(snapshot, used, price.of(used, tier));
  }
}
