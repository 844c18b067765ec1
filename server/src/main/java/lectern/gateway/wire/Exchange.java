package lectern.gateway.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import lectern.gateway.Phase;
import lectern.gateway.Time;
import lectern.gateway.Timeouts;
import lectern.gateway.wire.Transport.DeadlineCame;
import lectern.gateway.wire.Transport.Patience;
import lectern.gateway.wire.Transport.TimedOut;
import org.jspecify.annotations.Nullable;

/// How far one exchange has come, and by when it must go on. Its thread says for what it waits; the
/// {@link Guard} looks whether that takes too long, and cuts it then. To cut is to close all that
/// it holds, so that whoever is blocked in it wakes with an error.
final class Exchange {
  private final Timeouts timeouts;
  private final Time time;
  private final Due last;
  private final boolean endsAtDeadline;
  private volatile Due due;
  private volatile @Nullable Thread waiting;
  private final List<Closeable> held = new ArrayList<>(2);
  private volatile @Nullable Phase overdue;
  private boolean isOver;

  /// When the present phase is over.
  private record Due(long atNanos, Phase phase) {}

  Exchange(Patience patience, Time time) {
    this.timeouts = patience.timeouts();
    this.time = time;
    long total = time.nanos() + timeouts.total().toNanos();
    long deadline = patience.deadline().atNanos();
    this.endsAtDeadline = deadline - total < 0;
    this.last = new Due(endsAtDeadline ? deadline : total, Phase.TOTAL);
    this.due = last;
  }

  long now() {
    return time.nanos();
  }

  /// Its thread waits from now on.
  ///
  /// @param since when the phase began
  void await(Phase phase, long since) {
    long at = since + timeouts.of(phase).toNanos();
    due = at - last.atNanos() < 0 ? new Due(at, phase) : last;
    waiting = Thread.currentThread();
  }

  /// Its thread has what it waited for. Only the whole exchange can be overdue now.
  void goOn() {
    waiting = null;
    due = last;
  }

  /// Looks whether it must end.
  void check(long now) {
    var present = due;
    var thread = waiting;
    if (now - present.atNanos() >= 0) {
      cut(present.phase());
    } else if (thread != null && thread.isInterrupted()) {
      cut(null);
    }
  }

  /// Has something closed when this is cut; at once, if it is already.
  synchronized void hold(Closeable resource) {
    held.add(resource);
    if (isOver) {
      closeAll();
    }
  }

  private synchronized void cut(@Nullable Phase why) {
    if (!isOver) {
      overdue = why;
      isOver = true;
      closeAll();
    }
  }

  /// Its thread wants no more of it.
  void giveUp() {
    cut(null);
  }

  private void closeAll() {
    for (var resource : held) {
      try {
        resource.close();
      } catch (IOException _) {
        // nobody needs it any more
      }
    }
    held.clear();
  }

  /// Ends it well: what it holds stays open, and nobody cuts it any more.
  ///
  /// @return whether it had not been cut before
  synchronized boolean finish() {
    boolean isWell = !isOver;
    isOver = true;
    held.clear();
    return isWell;
  }

  /// What the end of it means, for who was waiting.
  IOException explain(IOException seen) {
    var phase = overdue;
    if (phase != null) {
      return phase == Phase.TOTAL && endsAtDeadline ? new DeadlineCame() : new TimedOut(phase);
    }
    if (Thread.currentThread().isInterrupted()) {
      var interrupted = new InterruptedIOException("interrupted while waiting for the provider");
      interrupted.initCause(seen);
      return interrupted;
    }
    return seen;
  }
}
