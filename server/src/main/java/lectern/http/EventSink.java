package lectern.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Where a stream's events go: each is on the wire when its method returns. For one thread.
public final class EventSink {
  private final OutputStream out;

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
  public void ping() throws IOException {
    write(": ping\n\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
