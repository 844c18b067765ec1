package lectern.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// One connection that asks for chats, one after the other: bytes and nothing around them, so that
/// asking takes a fraction of what answering takes.
final class Caller {
  // More than any answer to the question here.
  private static final int BUFFER_BYTES = 64 << 10;
  private static final String OK = "HTTP/1.1 200";
  private static final String LENGTH = "content-length: ";
  private static final String HEAD_END = "\r\n\r\n";
  private static final String LAST_CHUNK = "0\r\n\r\n";

  private final SocketChannel channel;
  private final Manner manner;
  private final ByteBuffer seen = ByteBuffer.allocate(BUFFER_BYTES);
  private long began;

  /// How the answer is to come.
  enum Manner {
    WHOLE,
    STREAMED
  }

  private Caller(SocketChannel channel, Manner manner) {
    this.channel = channel;
    this.manner = manner;
  }

  static Caller connect(int port, Manner manner) throws IOException {
    var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    return new Caller(channel, manner);
  }

  SocketChannel channel() {
    return channel;
  }

  /// Asks a question that nobody asked before.
  ///
  /// @param number unlike any other
  void ask(long number) throws IOException {
    var body =
        """
        {"model": "gpt-4o-mini", "stream": %b, "messages": [{"role": "user", \
        "content": "What is the capital of France? (%d)"}]}\
        """
            .formatted(manner == Manner.STREAMED, number);
    var request =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
            + "Authorization: Bearer sk-bench\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + HEAD_END
            + body;
    seen.clear();
    began = System.nanoTime();
    var bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// Reads what is there; how long the answer took, if it is whole now.
  Optional<Duration> read() throws IOException {
    if (channel.read(seen) < 0) {
      throw new IOException("the simulator closed the connection");
    }
    if (!isWhole()) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos(System.nanoTime() - began));
  }

  private boolean isWhole() throws IOException {
    var text = new String(seen.array(), 0, seen.position(), StandardCharsets.ISO_8859_1);
    var headEnd = text.indexOf(HEAD_END);
    if (headEnd < 0) {
      return false;
    }
    if (!text.startsWith(OK)) {
      throw new IOException("an answer that was not asked for: " + text);
    }
    return switch (manner) {
      case STREAMED -> text.endsWith(LAST_CHUNK);
      case WHOLE -> seen.position() == headEnd + HEAD_END.length() + length(text, headEnd);
    };
  }

  private static int length(String text, int headEnd) {
    var start = 0;
    while (!text.regionMatches(true, start, LENGTH, 0, LENGTH.length())) {
      start = text.indexOf('\n', start) + 1;
      if (start <= 0 || start > headEnd) {
        throw new IllegalStateException("no length: " + text);
      }
    }
    var end = text.indexOf('\r', start);
    return Integer.parseInt(text.substring(start + LENGTH.length(), end));
  }
}
