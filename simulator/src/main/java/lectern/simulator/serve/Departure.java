package lectern.simulator.serve;

import java.io.IOException;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// Notices that the client goes away while nothing is sent to it, and interrupts the thread that
/// made this, so that no thread waits for somebody who is gone.
///
/// A client that closes its half of the connection, or sends its next request before it has the
/// answer to this one, is taken for gone, too: no client of these services does either.
final class Departure implements AutoCloseable {
  private final AbstractEndPoint endPoint;
  private final Thread server = Thread.currentThread();
  private final Callback sign = Callback.from(this::readable, _ -> leave());
  private boolean watching;
  private boolean gone;

  Departure(AbstractEndPoint endPoint) {
    this.endPoint = endPoint;
  }

  /// Watches from now on. The request must have been read whole.
  synchronized void watch() {
    if (!watching) {
      watching = true;
      endPoint.tryFillInterested(sign);
    }
  }

  private synchronized void readable() {
    if (!watching) {
      return;
    }
    try {
      if (endPoint.fill(BufferUtil.allocate(1)) == 0) {
        endPoint.tryFillInterested(sign);
      } else {
        leave();
      }
    } catch (IOException e) {
      leave();
    }
  }

  private synchronized void leave() {
    if (watching && !gone) {
      gone = true;
      server.interrupt();
    }
  }

  /// Watches no longer, and hands the connection back to Jetty.
  @Override
  public void close() {
    if (stopped()) {
      endPoint.getFillInterest().fillable();
    }
    if (wasNoticed()) {
      Thread.interrupted();
    }
  }

  private synchronized boolean stopped() {
    var was = watching;
    watching = false;
    return was;
  }

  private synchronized boolean wasNoticed() {
    return gone;
  }
}
