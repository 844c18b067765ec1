package lectern.gateway.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A server that does to its connections what a test says, and notes what came.
final class RawServer implements AutoCloseable {
  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  final List<String> requests = new CopyOnWriteArrayList<>();

  /// What is done with a connection, whose requests are to be read.
  interface Script {
    void play(Connection connection) throws Exception;
  }

  RawServer(Script script) throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(script));
  }

  private void accept(Script script) {
    try {
      while (true) {
        var socket = listener.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> play(script, socket));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void play(Script script, Socket socket) {
    try {
      script.play(new Connection(socket));
    } catch (Exception _) {
      // the client has gone, or the test is over
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1/things?a=b");
  }

  int connections() {
    return sockets.size();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (var socket : sockets) {
      socket.close();
    }
  }

  /// One of its connections.
  final class Connection {
    final Socket socket;
    private final InputStream in;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
    }

    /// Reads a request whole, and notes it.
    String request() throws IOException {
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          throw new IOException("the client has gone");
        }
        head.append((char) c);
      }
      var whole = head + body(head.toString());
      requests.add(whole);
      return whole;
    }

    private String body(String head) throws IOException {
      var length = head.replaceAll("(?is).*content-length: (\\d+).*", "$1");
      int bytes = length.equals(head) ? 0 : Integer.parseInt(length);
      return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    }

    void say(String bytes) throws IOException {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
    }

    /// Breaks the connection by a reset.
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /// Waits until the client closes, and tells so.
    void untilItEnds(CountDownLatch gone) throws IOException {
      try {
        awaitEnd();
      } finally {
        gone.countDown();
      }
    }

    /// Waits until the client closes.
    void awaitEnd() throws IOException {
      in.skipNBytes(Long.MAX_VALUE);
    }
  }
}
