package lectern.simulator.fault;

import java.util.List;

/// What goes wrong with which requests.
///
/// @param name unique in its plan; chance is thrown by it, so a rule keeps its luck when others are
///   added
public record Rule(String name, Match match, List<Fault> faults) {
  public Rule {
    faults = List.copyOf(faults);
  }
}
