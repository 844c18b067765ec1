package lectern.simulator.fault;

/// A plan that cannot be followed. The message is one line: which file, which line of it, what is
/// wrong and how to mend it.
public final class WrongPlan extends RuntimeException {
  /// @param line from 1
  WrongPlan(String name, int line, String why) {
    super(name + ", line " + line + ": " + why, null, false, false);
  }
}
