package lectern.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/// Passes bytes on to a server, and counts the requests among them: a witness of what was really
/// sent, whatever either side says.
final class Tap implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 << 10;

  /// How each request of this campaign begins; none of them has it in its body.
  private static final byte[] BEGIN = "POST /v1/".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket door;
  private final int port;
  private final AtomicLong requests = new AtomicLong();

  private Tap(ServerSocket door, int port) {
    this.door = door;
    this.port = port;
  }

  static Tap before(URI server) {
    try {
      var door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
      var tap = new Tap(door, server.getPort());
      Thread.ofVirtual().start(tap::welcome);
      return tap;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where to send instead.
  URI url() {
    return URI.create("http://127.0.0.1:%d/v1".formatted(door.getLocalPort()));
  }

  long requests() {
    return requests.get();
  }

  private void welcome() {
    while (!door.isClosed()) {
      try {
        var near = door.accept();
        var far = new Socket(InetAddress.getLoopbackAddress(), port);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> pass(near, far, new Count()));
        Thread.ofVirtual().start(() -> pass(far, near, _ -> {}));
      } catch (IOException _) { // closed, or the server is: whoever called sees it
      }
    }
  }

  private interface Watch {
    void see(byte letter);
  }

  private static void pass(Socket from, Socket to, Watch watch) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      var buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          watch.see(buffer[i]);
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException _) {
      reset(to);
    }
  }

  /// A broken connection is passed on as a broken one, not as one that ended.
  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException _) { // it is closed already
    }
  }

  private final class Count implements Watch {
    private int seen;

    @Override
    public void see(byte letter) {
      seen = letter == BEGIN[seen] ? seen + 1 : letter == BEGIN[0] ? 1 : 0;
      if (seen == BEGIN.length) {
        requests.incrementAndGet();
        seen = 0;
      }
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
