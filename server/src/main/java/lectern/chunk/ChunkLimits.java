package lectern.chunk;

/// How long a chunk is to be, in tokens of the embedding model.
///
/// @param targetTokens neighbouring blocks are packed until a chunk's own text has about so many
/// @param maxTokens no chunk has more, its headings and its table header included
public record ChunkLimits(int targetTokens, int maxTokens) {

  /// About 300 tokens is where the literature on retrieval finds passages best (200 to 400 for
  /// prose); 400 with the context leaves a margin under the 512 that small embedding models accept.
  public static final ChunkLimits DEFAULT = new ChunkLimits(300, 400);

  /// Below this, a quarter of the bound (the least that is left for text) could not hold one
  /// character: a byte-level tokenizer needs up to four tokens for it.
  private static final int LEAST_MAX_TOKENS = 16;

  public ChunkLimits {
    if (targetTokens < 1 || targetTokens > maxTokens || maxTokens < LEAST_MAX_TOKENS) {
      throw new IllegalArgumentException(
          "a chunk needs 1 ≤ target ≤ max and max ≥ %d tokens, not target %d and max %d"
              .formatted(LEAST_MAX_TOKENS, targetTokens, maxTokens));
    }
  }
}
