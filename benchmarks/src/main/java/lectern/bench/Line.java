package lectern.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// A connection that stays open and carries one request after the other. It looks at no more of a
/// reply than its status and its length: whoever measures must not be what is measured.
final class Line {
  /// Ten passages are about 20 kB.
  private static final int MOST_REPLY_BYTES = 256 * 1024;

  private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

  private final SocketChannel channel;
  private final ByteBuffer seen = ByteBuffer.allocate(MOST_REPLY_BYTES);
  private int wholeBytes;
  private long dueNanos;

  private Line(SocketChannel channel) {
    this.channel = channel;
  }

  static Line open(int port, Selector selector) throws IOException {
    var channel = connect(port);
    channel.configureBlocking(false);
    var line = new Line(channel);
    channel.register(selector, SelectionKey.OP_READ, line);
    return line;
  }

  static SocketChannel connect(int port) throws IOException {
    var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return channel;
  }

  /// @param due when the request was to be sent: what waits for a free line is late, and counts
  void send(ByteBuffer request, long due) throws IOException {
    seen.clear();
    wholeBytes = 0;
    dueNanos = due;
    while (request.hasRemaining()) {
      channel.write(request);
    }
  }

  long dueNanos() {
    return dueNanos;
  }

  /// Reads what is there; whether the reply is whole now.
  boolean read() throws IOException {
    if (channel.read(seen) < 0) {
      throw new IOException("the server closed the connection");
    }
    if (wholeBytes == 0) {
      wholeBytes = wholeBytes();
    }
    return wholeBytes > 0 && seen.position() >= wholeBytes;
  }

  boolean isOk() {
    return startsWith(OK, 0);
  }

  /// 0 as long as the head is not there.
  private int wholeBytes() {
    int length = -1;
    for (int i = 0; i + 3 < seen.position(); i++) {
      if (seen.get(i) == '\n' && startsWith(LENGTH, i + 1)) {
        length = number(i + 1 + LENGTH.length);
      } else if (seen.get(i) == '\r' && seen.get(i + 2) == '\r') {
        return i + 4 + length;
      }
    }
    return 0;
  }

  private int number(int from) {
    int number = 0;
    for (int i = from; seen.get(i) >= '0' && seen.get(i) <= '9'; i++) {
      number = 10 * number + seen.get(i) - '0';
    }
    return number;
  }

  private boolean startsWith(byte[] letters, int at) {
    if (at + letters.length > seen.position()) {
      return false;
    }
    for (int i = 0; i < letters.length; i++) {
      byte letter = seen.get(at + i);
      if (letter != letters[i] && Character.toLowerCase(letter) != letters[i]) {
        return false;
      }
    }
    return true;
  }

  void close() throws IOException {
    channel.close();
  }
}
