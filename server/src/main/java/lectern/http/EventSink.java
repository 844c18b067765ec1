package lectern.http;

import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/// Where a stream's events go: each is on the wire when its method returns. A stream that is silent
/// for a while sends a comment by itself.
///
/// Its methods throw an {@link IOException} when the reader has gone. For one thread, besides the
/// one that sends comments.
public final class EventSink {
  private final OutputStream out;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile long lastNanos = System.nanoTime();

  EventSink(OutputStream out) {
    this.out = out;
  }

  /// Sends an event without an id.
  ///
  /// @param data becomes JSON
  public void send(String name, Object data) throws IOException {
    write("event: " + name + "\ndata: " + Json.text(data) + "\n\n");
  }

  /// Sends an event from which a reader can resume.
  ///
  /// @param id what the reader sends as `Last-Event-ID` when it comes back; one line
  public void send(String id, String name, Object data) throws IOException {
    write("id: " + id + "\nevent: " + name + "\ndata: " + Json.text(data) + "\n\n");
  }

  /// Sends a comment, which readers skip: it shows to both sides that the other is there.
  void ping() throws IOException {
    write(": ping\n\n");
  }

  /// How long nothing was sent.
  long silentNanos() {
    return System.nanoTime() - lastNanos;
  }

  private void write(String text) throws IOException {
    writing.lock();
    try {
      lastNanos = System.nanoTime();
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (CloseConnectionException e) {
      throw new PeerGone(e);
    } finally {
      writing.unlock();
    }
  }
}
