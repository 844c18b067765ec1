package lectern.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/// A client that sends what no library would, byte for byte.
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 15_000;

  final Socket socket;
  private final InputStream in;

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  void get(String path) throws IOException {
    send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
  }

  /// What comes until the text has come.
  String until(String end) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int read = in.read();
      if (read < 0) {
        throw new IOException("the connection ended after: " + text);
      }
      text.append((char) read);
    }
    return text.toString();
  }

  /// What comes until the server closes; a reset is an end, too.
  byte[] restBytes() throws IOException {
    var all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (SocketException _) {
      // reset
    }
    return all.toByteArray();
  }

  String rest() throws IOException {
    return new String(restBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
