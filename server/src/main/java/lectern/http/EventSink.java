package lectern.http;

import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where a stream's events go: each is on the wire when its method returns. A stream that is silent
/// for a while sends a comment by itself.
///
/// Its methods throw an {@link IOException} when the reader has gone. For one thread, besides the
/// one that sends comments.
public final class EventSink {
  private final Head head;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile long lastNanos = System.nanoTime();
  private volatile @Nullable OutputStream out;

  EventSink(Head head) {
    this.head = head;
  }

  /// Sends the head of the reply.
  @FunctionalInterface
  interface Head {

    /// @param headers besides those of every stream
    /// @return where the events go
    OutputStream send(Map<String, String> headers);
  }

  /// Sends the reply's head, with these headers besides those of every stream. Without it, the
  /// first event does.
  public void open(Map<String, String> headers) {
    writing.lock();
    try {
      if (out == null) {
        out = head.send(headers);
      }
    } finally {
      writing.unlock();
    }
  }

  /// Whether the head has been sent, so that the reply is a stream for good.
  public boolean isOpen() {
    return out != null;
  }

  /// Ends the stream as a whole one.
  void close() throws IOException {
    var open = out;
    if (open != null) {
      open.close();
    }
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

  /// Sends an event that is JSON already.
  ///
  /// @param name empty for streams whose events have none
  /// @param data one line
  public void sendRaw(String name, String data) throws IOException {
    write((name.isEmpty() ? "" : "event: " + name + "\n") + "data: " + data + "\n\n");
  }

  /// Sends a comment, which readers skip: it shows to both sides that the other is there.
  void ping() throws IOException {
    if (isOpen()) {
      write(": ping\n\n");
    }
  }

  /// How long nothing was sent.
  long silentNanos() {
    return System.nanoTime() - lastNanos;
  }

  private void write(String text) throws IOException {
    writing.lock();
    try {
      lastNanos = System.nanoTime();
      open(Map.of());
      var open = Objects.requireNonNull(out);
      open.write(text.getBytes(StandardCharsets.UTF_8));
      open.flush();
    } catch (CloseConnectionException e) {
      throw new PeerGone(e);
    } finally {
      writing.unlock();
    }
  }
}
