package lectern.simulator.route;

import java.util.Optional;
import lectern.simulator.bill.Charge;
import lectern.simulator.http.Reply;

/// What an endpoint made of a call.
///
/// @param charge what goes on the bill before the reply leaves; empty for calls that cost nothing
/// @param tokensMade how many tokens a model took time to make
public record Served(Reply reply, Optional<Charge> charge, int tokensMade) {
  /// A reply that costs nothing.
  public static Served free(Reply reply) {
    return new Served(reply, Optional.empty(), 0);
  }
}
