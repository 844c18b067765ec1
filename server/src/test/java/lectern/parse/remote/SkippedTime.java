package lectern.parse.remote;

import java.time.Duration;
import lectern.gateway.Time;
import lectern.simulator.Simulator;

/// The machine's time, but for pauses: they are over at once, here and in the simulator.
public final class SkippedTime implements Time {
  private final Simulator simulator;
  private long skipped;

  public SkippedTime(Simulator simulator) {
    this.simulator = simulator;
  }

  @Override
  public synchronized long nanos() {
    return System.nanoTime() + skipped;
  }

  @Override
  public synchronized void pause(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    skipped += duration.toNanos();
    simulator.advance(duration);
  }
}
