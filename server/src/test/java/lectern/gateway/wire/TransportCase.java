package lectern.gateway.wire;

import static java.time.Duration.ofSeconds;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import lectern.gateway.AttemptRecord;
import lectern.gateway.AttemptRecords;
import lectern.gateway.Deadline;
import lectern.gateway.Timeouts;
import lectern.gateway.wire.RawServer.Script;
import lectern.gateway.wire.Transport.Outgoing;
import lectern.gateway.wire.Transport.Patience;
import lectern.gateway.wire.Transport.Payload;
import lectern.gateway.wire.Transport.Reply;
import org.junit.jupiter.api.AfterEach;

/// What the tests of the transport share: a transport whose time passes when a script says so.
abstract class TransportCase {
  static final Timeouts LIMITS =
      new Timeouts(ofSeconds(1), ofSeconds(10), ofSeconds(20), ofSeconds(5), ofSeconds(100));
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
  static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";

  final StoppedTime time = new StoppedTime();
  final HttpTransport transport = new HttpTransport(time);
  final AttemptRecord record = AttemptRecords.begun(time);

  @AfterEach
  void close() {
    transport.close();
  }

  Reply send(URI uri, Payload payload) throws IOException, InterruptedException {
    return transport.send(new Outgoing("POST", uri, Map.of(), payload), patience());
  }

  Patience patience() {
    return new Patience(LIMITS, Deadline.in(ofSeconds(1_000), time), record);
  }

  Reply send(RawServer server) throws IOException, InterruptedException {
    return send(server.uri(), of(2));
  }

  /// So many bytes.
  static Payload of(int bytes) {
    return new Payload() {
      @Override
      public InputStream open() {
        return new ByteArrayInputStream(new byte[bytes]);
      }

      @Override
      public long length() {
        return bytes;
      }
    };
  }

  static String text(Reply reply) throws IOException {
    try (reply) {
      return new String(reply.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Gives each request the same answer.
  static Script forEach(String answer) {
    return connection -> {
      while (true) {
        connection.request();
        connection.say(answer);
      }
    };
  }

  static URI encrypted(RawServer server) {
    return URI.create(server.uri().toString().replace("http:", "https:"));
  }
}
