package lectern.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// How a call went, for its caller.
///
/// @param target whose answer it is, or who was asked last; empty when nobody was
/// @param attempts requests that left
/// @param usage of the answer
/// @param hit when the answer was kept from an earlier call
/// @param fallback why the answer is not of the route's first choice; empty when it is
public record Account(
    UUID call,
    Optional<Target> target,
    int attempts,
    Optional<Usage> usage,
    Optional<Hit> hit,
    Optional<String> fallback) {

  /// An answer that was paid for before.
  ///
  /// @param age since it was made; zero for who waited for the same answer to be made
  /// @param avoidedTokens that would have been used
  public record Hit(Duration age, long avoidedTokens) {}
}
