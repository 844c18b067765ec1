package lectern.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One connection, held to its time limits. Helidon 4.5 sets no timeout on what it reads or writes:
/// whoever sends a byte now and then, or stops reading, keeps a connection and its buffers for
/// ever.
///
/// So every read and write goes through here and leaves a deadline behind while it blocks; the
/// {@link Watchdog} closes the sockets whose deadline has passed. What is due when:
///
/// - waiting for a request: `idleTime`;
/// - in a TLS handshake, a first line or headers: `headerTime`, all together;
/// - in a body: a credit of `bodyTime`, which waiting uses up and {@link #LEAST_BYTES_PER_SECOND}
///   earn back, so that a slow upload may take hours and a stalled one may not;
/// - a reply: `idleTime` for each {@link #PIECE_BYTES} that the reader must take;
/// - while a request is worked on, and while a stream waits: nothing.
///
/// The connection's own thread reads and writes. Another may watch for the end of a stream, and the
/// watchdog may cut the connection at any time.
final class Wire {
  /// Slower than the slowest modem still in use; at this rate 1 GB takes twelve days.
  static final int LEAST_BYTES_PER_SECOND = 1024;

  /// A reader must take this much in `idleTime`: about 1 KB/s with the usual 60 s.
  static final int PIECE_BYTES = 64 * 1024;

  /// What one read of a body may bring: Helidon keeps a whole chunk of a chunked body in memory.
  /// Clients send chunks of 8 to 128 KB.
  static final int MAX_CHUNK_BYTES = 1024 * 1024;

  /// How long to take in and forget what a client still sends when it has its last reply. Closed at
  /// once, the socket would be reset, and the client might never see the reply.
  static final Duration LINGER_TIME = Duration.ofSeconds(2);

  private static final ScopedValue<Wire> CURRENT = ScopedValue.newInstance();
  private static final long NEVER = Long.MAX_VALUE;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final SocketChannel channel;
  private final Limits limits;
  private final Ticker ticker;
  private @Nullable HelidonSocket socket;
  private volatile Phase phase = Phase.HEADERS;
  private volatile long readBy;
  private volatile long writeBy = NEVER;
  private long headersBy;
  private long bodyCredit;
  private int chunkBytes;
  private final AtomicLong sentBytes = new AtomicLong();
  private volatile boolean isWatched;

  /// Counts nanoseconds from some begin on, never below zero.
  @FunctionalInterface
  interface Ticker {
    long nanos();
  }

  private enum Phase {
    WAITING,
    HEADERS,
    BODY
  }

  Wire(SocketChannel channel, Limits limits, Ticker ticker) {
    this.channel = channel;
    this.limits = limits;
    this.ticker = ticker;
    this.headersBy = ticker.nanos() + limits.headerTime().toNanos();
    this.readBy = headersBy;
  }

  /// The connection whose request the present thread answers.
  static Wire current() {
    return CURRENT.get();
  }

  /// Lets a connection do its work.
  ///
  /// @param opened its socket, with which the handshake is over
  <X extends Throwable> void serve(HelidonSocket opened, ScopedValue.CallableOp<Void, X> connection)
      throws X {
    socket = opened;
    phase = Phase.WAITING;
    readBy = NEVER;
    ScopedValue.where(CURRENT, this).call(connection);
  }

  /// Reads what is there, or waits for it.
  ///
  /// @throws CloseConnectionException when there is nothing more to come
  byte[] read() {
    long begin = ticker.nanos();
    readBy =
        switch (phase) {
          case WAITING -> begin + limits.idleTime().toNanos();
          case HEADERS -> headersBy;
          case BODY -> begin + bodyCredit;
        };
    try {
      byte[] bytes = socket().get();
      if (bytes == null) {
        throw new CloseConnectionException("the client has closed");
      }
      account(bytes.length, ticker.nanos() - begin);
      return bytes;
    } catch (UncheckedIOException | IllegalStateException e) {
      throw new CloseConnectionException("the connection is broken or was cut off", e);
    } finally {
      readBy = NEVER;
    }
  }

  private void account(int bytes, long waited) {
    switch (phase) {
      case WAITING -> beginHeaders();
      case HEADERS -> {}
      case BODY -> {
        long earned = bytes * NANOS_PER_SECOND / LEAST_BYTES_PER_SECOND;
        bodyCredit = Math.min(limits.bodyTime().toNanos(), bodyCredit - waited + earned);
        chunkBytes += bytes;
        if (chunkBytes > MAX_CHUNK_BYTES) {
          throw new Problem(
              ProblemType.TOO_LARGE,
              "A chunk of the body is larger than %,d bytes.".formatted(MAX_CHUNK_BYTES));
        }
      }
    }
  }

  private void beginHeaders() {
    phase = Phase.HEADERS;
    headersBy = ticker.nanos() + limits.headerTime().toNanos();
  }

  /// The first line of a request is there.
  void hasFirstLine() {
    if (phase == Phase.WAITING) {
      beginHeaders(); // it came together with the request before it
    }
  }

  /// The headers of a request are there; what comes next is its body.
  void hasHeaders() {
    bodyCredit = limits.bodyTime().toNanos();
    phase = Phase.BODY;
  }

  /// A handler asks for more of the body.
  void beginChunk() {
    chunkBytes = 0;
  }

  /// A request is answered, and its body taken in; what comes next is another request.
  void isAnswered() {
    phase = Phase.WAITING;
  }

  boolean isWaiting() {
    return phase == Phase.WAITING;
  }

  /// Writes all of it, or waits until the reader has taken enough.
  ///
  /// @throws CloseConnectionException when the reader has gone
  void write(DataWriter writer, BufferData buffer) {
    try {
      while (buffer.available() > PIECE_BYTES) {
        var piece = new byte[PIECE_BYTES];
        int length = buffer.read(piece);
        writePiece(writer, BufferData.create(piece, 0, length));
      }
      writePiece(writer, buffer);
    } catch (UncheckedIOException | SocketWriterException e) {
      throw new CloseConnectionException("the reader has gone or was cut off", e);
    } finally {
      writeBy = NEVER;
    }
  }

  private void writePiece(DataWriter writer, BufferData piece) {
    int length = piece.available();
    writeBy = ticker.nanos() + limits.idleTime().toNanos();
    writer.writeNow(piece);
    sentBytes.addAndGet(length);
  }

  /// How much was sent since the connection began.
  long sentBytes() {
    return sentBytes.get();
  }

  /// Waits until the client closes the connection. From now on nobody may read; what the client
  /// sends is forgotten.
  void awaitEnd() {
    isWatched = true;
    forgetWhatComes();
  }

  /// Ends in a way that lets the client read its last reply.
  void linger() {
    if (isWatched || !channel.isOpen()) {
      return;
    }
    readBy = ticker.nanos() + LINGER_TIME.toNanos();
    writeBy = readBy; // what TLS says at the end
    try {
      if (!socket().isSecure()) {
        channel.shutdownOutput();
      }
      forgetWhatComes();
    } catch (IOException _) {
      // it is gone already
    }
  }

  private void forgetWhatComes() {
    try {
      byte[] bytes = socket().get();
      while (bytes != null) {
        bytes = socket().get();
      }
    } catch (RuntimeException _) {
      // broken or cut off: the end, too
    }
  }

  private HelidonSocket socket() {
    return Objects.requireNonNull(socket, "nothing is served yet");
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  boolean isOverdue(long now) {
    return now > readBy || now > writeBy;
  }

  /// Closes the socket, whatever is going on; a client in the middle of a reply sees it break off.
  void cut() {
    try {
      channel.close();
    } catch (IOException _) {
      // closed all the same
    }
  }
}
