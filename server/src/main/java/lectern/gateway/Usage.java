package lectern.gateway;

/// What a provider says it has used, in tokens, for whoever books it.
///
/// @param input all tokens read, those from the provider's cache among them
/// @param cachedInput of these, from the provider's cache
/// @param output all tokens written, those of reasoning among them
/// @param reasoning of these, for thinking
public record Usage(long input, long cachedInput, long output, long reasoning) {

  /// What counts against limits of tokens: tokens from the provider's cache do as well, says
  /// OpenAI's guide to prompt caching.
  public long total() {
    return input + output;
  }
}
