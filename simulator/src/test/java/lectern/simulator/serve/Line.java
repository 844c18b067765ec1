package lectern.simulator.serve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/// A connection of bytes, without anything that makes them prettier than they are.
final class Line implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  Line(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
    in = socket.getInputStream();
  }

  /// Asks, and to close the connection after the answer.
  Line ask(String method, String path, String body) throws IOException {
    var head = method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    return send(
        head
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  Line send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  Line send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /// What comes up to and with this text.
  String until(String end) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      var b = in.read();
      if (b < 0) {
        throw new IOException("the end came before '" + end + "': " + text);
      }
      text.append((char) b);
    }
    return text.toString();
  }

  /// All that still comes, and how it ends.
  String rest() throws IOException {
    var seen = new ByteArrayOutputStream();
    try {
      in.transferTo(seen);
      return seen.toString(StandardCharsets.UTF_8) + "<EOF>";
    } catch (SocketException e) {
      return seen.toString(StandardCharsets.UTF_8) + "<" + e.getMessage() + ">";
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
