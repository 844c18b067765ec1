package lectern.simulator.serve;

import java.time.Duration;

/// How long an answer takes.
///
/// @param first until the first of it
/// @param perToken for each token then made
/// @param tokens how many those are
record Pace(Duration first, Duration perToken, int tokens) {
  /// At once.
  static final Pace AT_ONCE = new Pace(Duration.ZERO, Duration.ZERO, 0);

  /// Until all of it is there.
  Duration whole() {
    return first.plus(perToken.multipliedBy(tokens));
  }

  /// Before each of so many pieces that the tokens come in.
  Duration perPiece(int pieces) {
    return pieces == 0 ? Duration.ZERO : perToken.multipliedBy(tokens).dividedBy(pieces);
  }
}
