package lectern.gateway;

import java.util.Optional;

/// One exchange to be made, with a place to note when what of it happened.
///
/// @param number of the attempts of its call, counted from 1
/// @param fallback why it does not go to the route's first choice; empty when it does
public record Attempt(
    ModelRoute.Choice choice,
    Provider provider,
    Deadline deadline,
    AttemptRecord record,
    int number,
    Optional<String> fallback) {

  public Target target() {
    return choice.target();
  }
}
