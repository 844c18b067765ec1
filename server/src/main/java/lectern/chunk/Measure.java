package lectern.chunk;

import lectern.document.TextRange;

/// Measures text in tokens, and keeps the shares of the bound in one place.
///
/// A token stands for sixteen characters at most. A tokenizer may give a single token for a word of
/// ten thousand letters (WordPiece does, beyond a hundred) and none for a run of blanks; without
/// this floor such a chunk would have no bound at all. English prose has 4.75 characters per token.
record Measure(TokenCounter counter, ChunkLimits limits) {

  static final int MAX_CHARS_PER_TOKEN = 16;

  /// Exact for what may fit into a chunk; for longer text some number above the bound, without
  /// asking the tokenizer.
  int tokens(String text) {
    int floor = floor(text.length());
    return floor > limits.maxTokens() ? floor : Math.max(floor, counter.count(text));
  }

  int tokens(String text, TextRange range) {
    int floor = floor(range.length());
    return floor > limits.maxTokens() ? floor : tokens(range.of(text));
  }

  /// What the blanks between two neighbouring parts of a chunk cost: nothing for a single one,
  /// which tokenizers join to the next word, else a token and more.
  int gap(int chars) {
    return chars <= 1 ? 0 : 1 + chars / MAX_CHARS_PER_TOKEN;
  }

  int max() {
    return limits.maxTokens();
  }

  int target() {
    return limits.targetTokens();
  }

  /// The headings above a chunk, and a heading in it that must not be cut, get a quarter at most.
  int maxForHeadings() {
    return limits.maxTokens() / 4;
  }

  /// A repeated table header gets half at most, so that a quarter is left for rows in any case.
  int maxForTableHeader() {
    return limits.maxTokens() / 2;
  }

  private static int floor(int chars) {
    return Math.ceilDiv(chars, MAX_CHARS_PER_TOKEN);
  }
}
