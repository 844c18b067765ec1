package lectern.simulator.openai;

import lectern.simulator.mind.Tokens;

/// A model of OpenAI's.
///
/// @param family the name without a date; limits and prices go by it
/// @param snapshot the name that answers carry
/// @param kind what it makes
/// @param tokens how its tokens are counted
/// @param window how many tokens of input and output fit together; for embeddings, of one input
/// @param dimensions of the vectors of an embedding model, else 0
/// @param price in micro-USD per million tokens, so that times tokens makes pico-USD
record Model(
    String family,
    String snapshot,
    Kind kind,
    Tokens tokens,
    int window,
    int maxOutput,
    int dimensions,
    Price price) {
  enum Kind {
    CHAT,
    REASONING,
    EMBEDDING
  }

  /// @param cached what a cached token costs
  /// @param cacheWrite what it costs to write a token into the cache
  record Price(long input, long cached, long cacheWrite, long output) {}
}
