package lectern.gateway.pace;

import java.time.Duration;
import java.util.Optional;
import lectern.gateway.Target;

/// How a target stands, for whoever looks.
///
/// @param requests of requests per minute; empty while no limit is known
/// @param tokens of tokens per minute; empty while no limit is known. Targets of one family share
///   their limits
/// @param since how long it is healthy already, or not
/// @param inFlight attempts on their way
/// @param waiting attempts that may not leave yet
/// @param pause how long the provider has asked to stay away still; zero when it has not
public record LaneView(
    Target target,
    Optional<Limit> requests,
    Optional<Limit> tokens,
    Gatekeeper.Health health,
    Duration since,
    int inFlight,
    int waiting,
    Duration pause) {

  /// A limit.
  ///
  /// @param usedShare of it lately, 1 being all
  public record Limit(long perMinute, double usedShare) {}
}
