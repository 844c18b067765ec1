package lectern.gateway.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import lectern.gateway.Time;
import lectern.gateway.wire.Transport.NotSent;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.LaxConnPool;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// The connections there are: those that wait for a request are taken again, the latest first.
final class Lines implements AutoCloseable {
  /// To one origin. More exchanges than this wait for each other; a provider's places
  /// (`Provider.maxConcurrent`) are fewer.
  static final int MAX_PER_ORIGIN = 512;

  /// A connection that nobody used for so long is closed: load balancers wait a minute (AWS) or 75
  /// seconds (nginx) before they do.
  static final Duration MAX_IDLE = Duration.ofSeconds(30);

  /// A server that says in `Keep-Alive` how long it waits is believed, but for this.
  static final Duration MARGIN = Duration.ofSeconds(1);

  /// After so long without use it is looked at before it is used. The look takes 2 ms, so it is
  /// left out between calls that follow upon each other.
  static final Duration LOOK_AFTER = Duration.ofMillis(250);

  /// How long a look waits for what the server may have said.
  static final Timeout LOOK = Timeout.ofMilliseconds(1);

  private final LaxConnPool<Origin, Line> pool =
      new LaxConnPool<>(MAX_PER_ORIGIN, TimeValue.NEG_ONE_MILLISECOND, PoolReusePolicy.LIFO, null);

  private final SSLSocketFactory encryption;
  private final Time time;

  Lines(SSLSocketFactory encryption, Time time) {
    this.encryption = encryption;
    this.time = time;
  }

  /// A connection on loan.
  ///
  /// @param entry the pool's own
  record Loan(PoolEntry<Origin, Line> entry) {
    Line line() {
      return entry.getConnection();
    }
  }

  /// Takes a connection that is there, or makes one.
  ///
  /// @throws NotSent when none comes about
  Loan take(Origin origin, Exchange exchange) throws IOException, InterruptedException {
    var lease = pool.lease(origin, null, Timeout.DISABLED, null);
    if (!lease.isDone()) {
      exchange.hold(() -> lease.cancel(true));
    }
    var entry = outcome(lease, exchange);
    try {
      if (entry.hasConnection() && isStale(entry.getConnection())) {
        entry.discardConnection(CloseMode.IMMEDIATE);
      }
      if (!entry.hasConnection()) {
        entry.assignConnection(dial(origin, exchange));
      }
      exchange.hold(entry.getConnection());
      return new Loan(entry);
    } catch (IOException | InterruptedException | RuntimeException e) {
      pool.release(entry, false);
      throw e;
    }
  }

  private static boolean isStale(Line line) {
    try {
      return line.idleNanos() >= LOOK_AFTER.toNanos() && line.isStale();
    } catch (IOException _) {
      return true;
    }
  }

  /// A thread of its own makes the connection: nothing else can be left alone while it asks for an
  /// address.
  private Line dial(Origin origin, Exchange exchange) throws IOException, InterruptedException {
    var dial = new FutureTask<>(() -> connect(origin, exchange));
    exchange.hold(() -> dial.cancel(false));
    // Not a virtual one: looking up a name may hold on to its carrier for as long as it takes.
    Thread.ofPlatform().daemon().name("gateway-dial").start(dial);
    return outcome(dial, exchange);
  }

  private static <T> T outcome(Future<T> future, Exchange exchange)
      throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new NotSent(why(e.getCause()), e);
    } catch (CancellationException e) {
      throw new NotSent("given up", e);
    } catch (InterruptedException e) {
      exchange.giveUp();
      throw e;
    }
  }

  private static String why(@Nullable Throwable cause) {
    return switch (cause) {
      case UnknownHostException _ -> "no such host";
      case ConnectException _ -> "connection refused";
      case SSLException e -> "no encryption: " + e.getMessage();
      case IOException e -> String.valueOf(e.getMessage());
      case null, default -> String.valueOf(cause);
    };
  }

  private Line connect(Origin origin, Exchange exchange) throws IOException {
    var socket = open(origin, exchange);
    try {
      socket.setTcpNoDelay(true);
      return switch (origin.scheme()) {
        case HTTP -> Line.plain(socket, time);
        case HTTPS -> Line.encrypted(encrypt(socket, origin), socket, time);
      };
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /// A name may stand for several addresses of which only one is served: `localhost`, for one.
  private static Socket open(Origin origin, Exchange exchange) throws IOException {
    var failure = new IOException("no address");
    for (var address : InetAddress.getAllByName(origin.address())) {
      var socket = new Socket();
      exchange.hold(socket);
      try {
        socket.connect(new InetSocketAddress(address, origin.port()));
        return socket;
      } catch (IOException e) {
        socket.close();
        failure = e;
      }
    }
    throw failure;
  }

  private SSLSocket encrypt(Socket socket, Origin origin) throws IOException {
    var tls = (SSLSocket) encryption.createSocket(socket, origin.address(), origin.port(), true);
    var parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }

  /// Gives one back that can be used again.
  ///
  /// @param patience how long the server waits for the next request
  void giveBack(Loan loan, Duration patience) {
    loan.line().rest();
    loan.entry().updateExpiry(TimeValue.ofMilliseconds(patience.toMillis()));
    pool.release(loan.entry(), true);
  }

  /// Gives one back that cannot, and closes it.
  void discard(Loan loan) {
    pool.release(loan.entry(), false);
  }

  /// Closes those that nobody has used for too long.
  void sweep() {
    pool.closeExpired();
  }

  @Override
  public void close() {
    pool.close(CloseMode.IMMEDIATE);
  }
}
