package lectern.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import lectern.gateway.wire.Transport;

/// Replies as it was told, in that order, and keeps what was sent.
final class ScriptedTransport implements Transport {
  final List<String> sent = new ArrayList<>();
  final List<Outgoing> requests = new ArrayList<>();
  private final Deque<Scripted> replies = new ArrayDeque<>();

  ScriptedTransport replies(int status, String body) {
    replies.add(new Scripted(status, new ByteArrayInputStream(body.getBytes(UTF_8))));
    return this;
  }

  /// The connection breaks behind it.
  ScriptedTransport breaks(int status, String body) {
    var begin = new ByteArrayInputStream(body.getBytes(UTF_8));
    replies.add(new Scripted(status, new SequenceInputStream(begin, new Broken())));
    return this;
  }

  @Override
  public Reply send(Outgoing request, Patience patience) throws IOException {
    requests.add(request);
    try (var payload = request.payload().open()) {
      sent.add(new String(payload.readAllBytes(), UTF_8));
    }
    patience.record().mark(AttemptRecord.Moment.SENT);
    return replies.removeFirst();
  }

  @Override
  public void close() {}

  private record Scripted(int status, InputStream body) implements Reply {
    @Override
    public Optional<String> header(String name) {
      return Optional.empty();
    }

    @Override
    public void enter(Phase phase) {}

    @Override
    public void close() {}
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("broken");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      throw new IOException("broken");
    }
  }
}
