package lectern.gateway.wire;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocket;
import lectern.gateway.Time;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;

/// A connection to a provider, for one exchange at a time.
final class Line implements ModalCloseable {
  /// Replies of OpenAI have some 30 headers of at most 1 KB; a server that sends more than this
  /// breaks its reply.
  private static final int MAX_HEADERS = 200;

  private static final int MAX_HEADER_CHARS = 16 * 1024;

  private static final Http1Config FORM =
      Http1Config.custom()
          .setMaxHeaderCount(MAX_HEADERS)
          .setMaxLineLength(MAX_HEADER_CHARS)
          .build();

  private final Socket socket;
  private final DefaultBHttpClientConnection http = new DefaultBHttpClientConnection(FORM);

  private final Time time;
  private volatile long usedAt;

  private Line(Socket socket, Time time) {
    this.socket = socket;
    this.time = time;
  }

  /// On a connected socket.
  static Line plain(Socket socket, Time time) throws IOException {
    var line = new Line(socket, time);
    line.http.bind(socket);
    return line;
  }

  /// On a socket whose handshake is done, above the one that is connected.
  static Line encrypted(SSLSocket tls, Socket socket, Time time) throws IOException {
    var line = new Line(socket, time);
    line.http.bind(tls, socket);
    return line;
  }

  /// Sends a request, and waits for the headers of its reply.
  ClassicHttpResponse ask(ClassicHttpRequest request) throws IOException {
    try {
      send(request);
      var response = http.receiveResponseHeader();
      while (response.getCode() < HttpStatus.SC_OK) {
        if (response.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
          throw new ProtocolException("the server wants to speak something else");
        }
        response = http.receiveResponseHeader();
      }
      if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
        http.receiveResponseEntity(response);
      }
      return response;
    } catch (HttpException e) {
      throw new IOException("not HTTP: " + e.getMessage(), e);
    }
  }

  /// A server that has seen enough may answer and close before it has read all of a body; then its
  /// answer counts, not that the rest could not be sent.
  private void send(ClassicHttpRequest request) throws HttpException, IOException {
    http.sendRequestHeader(request);
    if (request.getEntity() == null) {
      http.flush();
      return;
    }
    try {
      http.sendRequestEntity(request);
      http.flush();
    } catch (SocketException e) {
      if (socket.isClosed() || !http.isDataAvailable(Lines.LOOK)) {
        throw e;
      }
    }
  }

  /// From now on nobody uses it.
  void rest() {
    usedAt = time.nanos();
  }

  /// How long nobody has used it.
  long idleNanos() {
    return time.nanos() - usedAt;
  }

  /// Whether the server has closed it, or has said something that nobody asked for.
  boolean isStale() throws IOException {
    return http.isStale() || http.isDataAvailable(Lines.LOOK);
  }

  /// Closes the socket below all else, which never blocks, and wakes whoever reads or writes.
  @Override
  public void close(CloseMode mode) {
    try {
      close();
    } catch (IOException _) {
      // closed all the same
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
