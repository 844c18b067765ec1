package lectern.simulator.time;

/// The simulator stopped while somebody waited for a time that will now never come.
public final class TimelineEnded extends RuntimeException {
  TimelineEnded() {
    super("the simulator has stopped");
  }
}
