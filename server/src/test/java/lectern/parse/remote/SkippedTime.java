package lectern.parse.remote;

import java.time.Duration;
import lectern.gateway.Time;
import lectern.simulator.Simulator;

/// The machine's time, but for pauses: they are over at once, here and in the simulator.
public final class SkippedTime implements Time {
  private final Simulator simulator;
  private long skipped;
  private boolean isInterrupting;

  public SkippedTime(Simulator simulator) {
    this.simulator = simulator;
  }

  /// Whoever pauses next is interrupted.
  public synchronized void interruptNextPause() {
    isInterrupting = true;
  }

  @Override
  public synchronized long nanos() {
    return System.nanoTime() + skipped;
  }

  @Override
  public synchronized void pause(Duration duration) throws InterruptedException {
    if (isInterrupting || Thread.interrupted()) {
      isInterrupting = false;
      throw new InterruptedException();
    }
    skipped += duration.toNanos();
    simulator.advance(duration);
  }
}
