package lectern.gateway;

import java.util.Optional;

/// What a reply tells about the provider's limits, as far as it does.
///
/// @param requests of requests per minute
/// @param tokens of tokens per minute
public record LimitNews(Optional<Window> requests, Optional<Window> tokens) {

  public static final LimitNews NONE = new LimitNews(Optional.empty(), Optional.empty());

  /// One limit, as the headers `x-ratelimit-…` have it. When all are there again, which they tell
  /// too, is no answer to when the next one is.
  ///
  /// @param limit how many in the window
  /// @param remaining how many are left
  public record Window(long limit, long remaining) {}
}
