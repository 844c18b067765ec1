package lectern.simulator.time;

import java.time.Duration;
import java.time.Instant;

/// The time the simulator lives in: everything that waits, expires or happens later asks it.
/// [RealTimeline] goes by itself; [VirtualTimeline] stands still until somebody advances it.
///
/// Both may be used by any number of threads.
public sealed interface Timeline extends AutoCloseable permits RealTimeline, VirtualTimeline {
  /// The present moment. It never goes back.
  Instant now();

  /// Waits until so much of this timeline's time has passed; nothing at all for zero or less.
  ///
  /// @throws TimelineEnded when the simulator stops in the meantime
  void await(Duration duration) throws InterruptedException;

  /// Has the action run once at that time, or as soon as possible when it has passed already. Of
  /// two actions the earlier runs first; with a virtual timeline also those of one moment keep
  /// their order, and an action is over before time goes on.
  Alarm at(Instant time, Runnable action);

  /// How far the waiting may be shortened to keep tests quick: on a virtual timeline answers come
  /// at once unless the plan asks for latency.
  boolean goesByItself();

  /// Wakes whoever waits, with [TimelineEnded], and drops what has not happened yet.
  @Override
  void close();

  /// Something that will happen, unless it is called off.
  interface Alarm {
    /// Has no effect once the action has begun.
    void callOff();
  }
}
