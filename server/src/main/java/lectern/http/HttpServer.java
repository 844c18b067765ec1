package lectern.http;

import com.sun.management.UnixOperatingSystemMXBean;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server: routes on a port. Each request has a virtual thread of its own, so handlers may
/// block.
///
/// Closing it ends streams and refuses requests at once, lets those that run go on for {@link
/// Limits#grace}, then interrupts them and closes their sockets.
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final WebServer server;
  private final Watchdog watchdog;
  private final Streams streams;

  private HttpServer(WebServer server, Watchdog watchdog, Streams streams) {
    this.server = server;
    this.watchdog = watchdog;
    this.streams = streams;
  }

  /// Where to listen.
  ///
  /// @param port 0 takes a free one
  /// @param tls empty for HTTP without encryption
  public record Listen(String host, int port, Optional<TlsFiles> tls) {}

  /// What to serve, whom to let in, and who hears of it.
  public record Offering(List<Route> routes, Doorkeeper door, RequestListener listener) {
    public Offering {
      routes = List.copyOf(routes);
    }
  }

  /// Begins to listen.
  ///
  /// @throws ServerUnavailable when the port cannot be had, or the files for TLS are no good
  public static HttpServer start(Listen listen, Limits limits, Offering offering) {
    var tls = listen.tls().map(files -> Tls.builder().sslContext(files.context()).build());
    var watchdog = new Watchdog(limits);
    var streams = new Streams(limits);
    var server =
        WebServer.builder()
            .bindAddress(new InetSocketAddress(listen.host(), listen.port()))
            .shutdownHook(false)
            .shutdownGracePeriod(limits.grace())
            .maxTcpConnections(connections(limits))
            .connectionOptions(watchdog)
            .protocolsDiscoverServices(false)
            .addConnectionSelector(new GuardedHttp(watchdog))
            .directHandlers(BareProblems.handlers(offering.listener()))
            .routing(new Exchange(offering, limits, streams).routing());
    tls.ifPresent(server::tls);
    var built = server.build();
    try {
      built.start();
      if (!built.isRunning()) { // Helidon logs why, and throws nothing
        throw new IllegalStateException("it is taken, not allowed, or no address of this machine");
      }
      return new HttpServer(built, watchdog, streams);
    } catch (RuntimeException e) {
      watchdog.close();
      streams.close();
      throw new ServerUnavailable(
          "cannot listen on %s port %d: %s; choose another with server.port"
              .formatted(listen.host(), listen.port(), reason(e)),
          e);
    }
  }

  /// Helidon stops for good when the system refuses a socket because too many files are open. So
  /// half of them are left to the index, the database and uploads.
  private static int connections(Limits limits) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      long most = Math.max(1, system.getMaxFileDescriptorCount() / 2);
      if (most < limits.maxConnections()) {
        LOG.warn(
            "only {} connections at once: the system lets this process open {} files (ulimit -n)",
            most,
            system.getMaxFileDescriptorCount());
        return (int) most;
      }
    }
    return limits.maxConnections();
  }

  private static String reason(Throwable e) {
    var root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /// The port it listens on.
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    streams.stop();
    watchdog.beginStop();
    server.stop();
    watchdog.close();
    streams.close();
  }
}
