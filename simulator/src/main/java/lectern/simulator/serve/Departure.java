package lectern.simulator.serve;

import java.io.IOException;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// Notices that the client goes away while nothing is sent to it, and interrupts the thread that
/// watches, so that no thread waits for somebody who is gone.
///
/// A client that closes its half of the connection, or sends its next request before it has the
/// answer to this one, is taken for gone, too: no client of these services does either.
final class Departure implements AutoCloseable {
  private final AbstractEndPoint endPoint;
  private final Thread server = Thread.currentThread();
  private final Callback sign = Callback.from(this::readable, _ -> leave());
  private boolean watching = true;
  private boolean gone;

  private Departure(AbstractEndPoint endPoint) {
    this.endPoint = endPoint;
  }

  /// Watches until closed. The request must have been read whole, and nothing may be sent
  /// meanwhile: a client that has its answer may send the next request.
  static Departure watch(AbstractEndPoint endPoint) {
    var departure = new Departure(endPoint);
    endPoint.tryFillInterested(departure.sign);
    return departure;
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

  /// Hands the connection back to Jetty.
  @Override
  public void close() {
    stop();
    endPoint.getFillInterest().fillable();
  }

  private synchronized void stop() {
    watching = false;
    if (gone) {
      Thread.interrupted(); // for the thread may go on to serve others
    }
  }
}
