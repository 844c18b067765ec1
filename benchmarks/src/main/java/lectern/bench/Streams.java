package lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// Many that listen to the event stream, as open browsers do, in the hand of one thread.
final class Streams implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final Selector selector;
  private final AtomicInteger open = new AtomicInteger();

  private Streams(Selector selector) {
    this.selector = selector;
  }

  static Streams open(ServedLectern server, int count) {
    try {
      var streams = new Streams(Selector.open());
      var request =
          "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(server.key())
              .getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < count; i++) {
        var channel = Line.connect(server.port());
        channel.write(ByteBuffer.wrap(request));
        channel.configureBlocking(false);
        channel.register(streams.selector, SelectionKey.OP_READ);
        streams.open.incrementAndGet();
      }
      Thread.ofPlatform().name("streams").daemon(true).start(streams::listen);
      return streams;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    var buffer = ByteBuffer.allocate(CHUNK_BYTES);
    try {
      while (selector.isOpen()) {
        selector.select(key -> read(key, buffer));
      }
    } catch (ClosedSelectorException | IOException _) {
      open.set(0); // closed, by us or for us
    }
  }

  private void read(SelectionKey key, ByteBuffer buffer) {
    buffer.clear();
    try {
      if (((SocketChannel) key.channel()).read(buffer) >= 0) {
        return;
      }
    } catch (IOException _) {
      // it is gone
    }
    key.cancel();
    open.decrementAndGet();
  }

  /// Those that the server has not ended.
  int stillOpen() {
    return open.get();
  }

  @Override
  public void close() {
    try {
      for (var key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
