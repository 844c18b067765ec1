package lectern.simulator.serve;

import java.util.List;
import java.util.Optional;

/// What is to be done on the wire, and which entry of the bill is to learn whether it was.
record Delivery(List<Step> steps, Optional<String> billed) {
  Delivery {
    steps = List.copyOf(steps);
  }

  /// Of a reply that is on no bill.
  static Delivery free(List<Step> steps) {
    return new Delivery(steps, Optional.empty());
  }
}
