package lectern.gateway;

import java.util.Optional;

/// What came of one attempt.
public sealed interface Sent<T> {

  LimitNews news();

  Optional<Usage> usage();

  /// The whole answer.
  record Done<T>(T value, Optional<Usage> usage, LimitNews news) implements Sent<T> {}

  /// No answer, or not the whole of one.
  ///
  /// @param shown whether the caller has seen a part of it
  /// @param raw the provider's own words, for callers who speak its language
  record Failed<T>(
      CallError error,
      SoFar.Shown shown,
      Optional<Usage> usage,
      LimitNews news,
      Optional<RawError> raw)
      implements Sent<T> {

    public static <T> Failed<T> of(CallError error) {
      return new Failed<>(
          error, SoFar.Shown.NOTHING, Optional.empty(), LimitNews.NONE, Optional.empty());
    }
  }

  /// An error as the provider told it.
  ///
  /// @param body at most 64 KB of text
  record RawError(int status, String body) {}
}
