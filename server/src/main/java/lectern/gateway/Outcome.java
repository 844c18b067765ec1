package lectern.gateway;

import java.util.Optional;
import lectern.gateway.Sent.RawError;

/// What came of a call.
public sealed interface Outcome<T> {

  /// How it came about.
  Account account();

  /// The answer, or the exception for whoever can only give up.
  ///
  /// @throws GaveUp when there is none
  default T orThrow() {
    return switch (this) {
      case Answered<T>(T value, _) -> value;
      case GivenUp<T>(var error, _, var account) -> throw new GaveUp(error, account);
    };
  }

  record Answered<T>(T value, Account account) implements Outcome<T> {}

  /// @param error what stood in the way at last
  /// @param raw in the provider's own words, if it said anything
  record GivenUp<T>(CallError error, Optional<RawError> raw, Account account)
      implements Outcome<T> {}
}
