package lectern.bench;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import lectern.gateway.AttemptRecord;
import lectern.gateway.Deadline;
import lectern.gateway.SystemTime;
import lectern.gateway.Target;
import lectern.gateway.Time;
import lectern.gateway.Timeouts;
import lectern.gateway.wire.HttpTransport;
import lectern.gateway.wire.Transport;
import lectern.gateway.wire.Transport.Outgoing;
import lectern.gateway.wire.Transport.Patience;
import lectern.gateway.wire.Transport.Payload;

/// The least that a gateway can do: Lectern's server and Lectern's transport, and nothing between.
final class BareMain {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int PIECE_BYTES = 8 * 1024;

  /// Held, so that it stays quiet.
  private static final Logger HELIDON = Logger.getLogger("io.helidon");

  private final Transport transport;
  private final Time time;
  private final URI chats;

  private BareMain(Transport transport, Time time, URI chats) {
    this.transport = transport;
    this.time = time;
    this.chats = chats;
  }

  /// Prints the port it listens on.
  ///
  /// @param arguments the port of who answers
  public static void main(String[] arguments) {
    HELIDON.setLevel(Level.WARNING);
    var time = new SystemTime();
    var chats = URI.create("http://127.0.0.1:" + arguments[0] + "/v1/chat/completions");
    var bare = new BareMain(new HttpTransport(time), time, chats);
    var server =
        WebServer.builder()
            .bindAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
            .routing(HttpRouting.builder().post("/v1/chat/completions", bare::pass))
            .build()
            .start();
    System.out.println(server.port());
  }

  private void pass(ServerRequest request, ServerResponse response) throws Exception {
    byte[] body;
    try (var in = request.content().inputStream()) {
      body = in.readAllBytes();
    }
    var headers = Map.of("content-type", "application/json", "authorization", "Bearer sk-bench");
    var record = new AttemptRecord(new Target("bare", "any"), time, time.nanos());
    var patience = new Patience(Timeouts.DEFAULT, Deadline.in(DEADLINE, time), record);
    try (var reply =
        transport.send(new Outgoing("POST", chats, headers, payload(body)), patience)) {
      var type = reply.header("content-type").orElse("");
      response.header(HeaderNames.CONTENT_TYPE, type);
      if (type.startsWith("text/event-stream")) {
        stream(reply.body(), response);
      } else {
        response.send(reply.body().readAllBytes());
      }
    }
  }

  private static void stream(InputStream in, ServerResponse response) throws IOException {
    var piece = new byte[PIECE_BYTES];
    try (var out = response.outputStream()) {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        out.write(piece, 0, n);
        out.flush();
      }
    }
  }

  private static Payload payload(byte[] body) {
    return new Payload() {
      @Override
      public InputStream open() {
        return new ByteArrayInputStream(body);
      }

      @Override
      public long length() {
        return body.length;
      }
    };
  }
}
