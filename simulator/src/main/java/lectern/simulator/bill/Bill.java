package lectern.simulator.bill;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every accepted request, once. Any number of threads may write.
public final class Bill {
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Outcome> outcomes = new HashMap<>();

  /// What became of an answer.
  public enum Outcome {
    /// Handed to the network whole.
    DELIVERED,
    /// Not, or not whole.
    LOST,
    /// Taken back: nothing is to be paid.
    VOIDED
  }

  /// Puts the entry on the bill; when this returns, it will survive a crash.
  public synchronized void accept(Entry entry) {
    entries.add(entry);
  }

  /// Notes what became of the entry with that id.
  public synchronized void note(String id, Outcome outcome) {
    outcomes.put(id, outcome);
  }

  /// All entries in the order in which they were accepted.
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }
}
