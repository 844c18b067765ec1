package lectern.simulator.bill;

import java.time.Instant;

/// A line of the bill.
sealed interface Line {
  /// Something is to be paid.
  record Accepted(Entry entry) implements Line {}

  /// What became of the entry with that id.
  record Noted(String id, Bill.Outcome outcome, Instant at) implements Line {}
}
