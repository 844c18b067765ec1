package lectern.gateway.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import lectern.gateway.wire.Transport.Outgoing;
import lectern.gateway.wire.Transport.Payload;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/// A request as the library wants it. Nothing goes into it that could be read as more than one
/// header, or as more than one request.
final class Message {
  private static final Set<String> OURS =
      Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade");

  private static final int COPY_BYTES = 8 * 1024;

  private Message() {}

  /// @throws IllegalArgumentException when a header is not fit to be sent
  static ClassicHttpRequest of(Outgoing request, Origin origin) {
    var uri = request.uri();
    var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    var message = new BasicClassicHttpRequest(request.method(), path + query);
    message.addHeader(HttpHeaders.HOST, origin.authority());
    request
        .headers()
        .forEach((name, value) -> message.addHeader(checked(name), whole(name, value)));
    if (request.payload().length() != 0) {
      message.setEntity(new Entity(request.payload()));
      describe(message, request.payload().length());
    } else if (Method.POST.isSame(request.method()) || Method.PUT.isSame(request.method())) {
      describe(message, 0);
    }
    return message;
  }

  private static void describe(ClassicHttpRequest message, long length) {
    if (length < 0) {
      message.addHeader(HttpHeaders.TRANSFER_ENCODING, "chunked");
    } else {
      message.addHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
    }
  }

  private static String checked(String name) {
    if (!isToken(name) || OURS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("a header that may not be sent: " + shown(name));
    }
    return name;
  }

  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '-' && c != '_') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /// The value stays out of the message: it may be a key.
  private static String whole(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' || c >= 0x7f) && c != '\t') {
        throw new IllegalArgumentException(
            "the header %s holds a line break or what is no ASCII".formatted(name));
      }
    }
    return value;
  }

  private static String shown(String name) {
    return name.replaceAll("[^!-~]", "?");
  }

  /// A payload as the library wants it.
  private static final class Entity extends AbstractHttpEntity {
    private final Payload payload;

    Entity(Payload payload) {
      super((String) null, null, payload.length() < 0);
      this.payload = payload;
    }

    @Override
    public long getContentLength() {
      return payload.length();
    }

    @Override
    public InputStream getContent() throws IOException {
      return payload.open();
    }

    @Override
    public boolean isStreaming() {
      return true;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      long left = payload.length();
      var piece = new byte[left < 0 ? COPY_BYTES : Math.clamp(left, 1, COPY_BYTES)];
      try (var in = payload.open()) {
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
          out.write(piece, 0, n);
          left -= n;
        }
      }
      if (payload.length() >= 0 && left != 0) {
        throw new IOException("the payload is not as long as it said");
      }
    }

    @Override
    public void close() {}
  }
}
