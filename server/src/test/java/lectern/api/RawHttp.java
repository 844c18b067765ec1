package lectern.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.api.ContractCheck.Seen;

/// Sends requests that a decent client would refuse to send, one to a connection.
final class RawHttp {
  /// A reply that takes longer counts as none: the test's own limit, far above what any needs.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int MOST_BODY_BYTES = 8 << 20;

  private RawHttp() {}

  /// A request, letter for letter.
  static final class Request {
    private final String head;
    private final byte[] body;

    /// @param head the first line and the headers, without the empty line
    private Request(String head, byte[] body) {
      this.head = head;
      this.body = body;
    }

    static Request of(String method, String target, List<String> headers, byte[] body) {
      var lines = new ArrayList<String>();
      lines.add(method + " " + target + " HTTP/1.1");
      lines.add("Host: localhost");
      lines.add("Connection: close");
      lines.addAll(headers);
      if (body.length > 0 || !method.equals("GET")) {
        lines.add("Content-Length: " + body.length);
      }
      return new Request(String.join("\r\n", lines), body);
    }

    @Override
    public String toString() {
      var shown = new String(body, StandardCharsets.ISO_8859_1);
      return head + "\n\n" + (shown.length() <= 400 ? shown : shown.substring(0, 400) + "…");
    }
  }

  /// Sends a request and reads the reply; of an event stream, the first event.
  static Seen send(int port, Request request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.setTcpNoDelay(true);
      var out = socket.getOutputStream();
      var bytes = new ByteArrayOutputStream();
      bytes.writeBytes((request.head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      bytes.writeBytes(request.body);
      try {
        out.write(bytes.toByteArray());
        out.flush();
      } catch (IOException _) {
        // it may refuse before it has read everything; what it said is read below
      }
      return read(socket.getInputStream(), request.head.startsWith("HEAD "));
    }
  }

  private static Seen read(InputStream in, boolean isHead) throws IOException {
    var status = line(in);
    if (!status.startsWith("HTTP/1.1 ")) {
      throw new IOException("no reply, but '" + status + "'");
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      var parts = line.split(":", 2);
      headers.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts[1].strip());
    }
    var read = HttpHeaders.of(headers, (_, _) -> true);
    var body = isHead ? "" : body(in, read);
    return new Seen(Integer.parseInt(status.substring(9, 12)), read, body);
  }

  private static String body(InputStream in, HttpHeaders headers) throws IOException {
    var body = new ByteArrayOutputStream();
    var isStream =
        headers.firstValue("Content-Type").filter(it -> it.startsWith("text/event")).isPresent();
    if (headers.firstValue("Transfer-Encoding").isPresent()) {
      int size = Integer.parseInt(line(in), 16);
      while (size > 0 && body.size() < MOST_BODY_BYTES) {
        body.writeBytes(in.readNBytes(size));
        if (isStream && body.toString(StandardCharsets.UTF_8).contains("\n\n")) {
          break;
        }
        line(in);
        size = Integer.parseInt(line(in), 16);
      }
    } else {
      long length = headers.firstValueAsLong("Content-Length").orElse(MOST_BODY_BYTES);
      body.writeBytes(in.readNBytes((int) Math.min(MOST_BODY_BYTES, length)));
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
