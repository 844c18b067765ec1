package lectern.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// One request on a connection of its own, and everything that came back, byte by byte.
final class RawExchange {
  private RawExchange() {}

  /// The bytes that came, and at their end how the connection ended if that was not in order.
  ///
  /// @param head method, path and headers but for host and length, each on a line of its own
  static String send(URI url, String head, String body) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      var request =
          head.strip().replace("\n", "\r\n")
              + "\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
              + body.getBytes(StandardCharsets.UTF_8).length
              + "\r\n\r\n"
              + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return received(socket);
    }
  }

  private static String received(Socket socket) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(bytes);
      return bytes.toString(StandardCharsets.UTF_8);
    } catch (IOException _) { // a fault of the plan
      return bytes.toString(StandardCharsets.UTF_8) + "<reset>";
    }
  }
}
