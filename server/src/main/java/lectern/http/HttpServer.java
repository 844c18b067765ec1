package lectern.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetSocketAddress;
import java.util.List;

/// The server: routes on a port. Each request has a virtual thread of its own, so handlers may
/// block. Closing it lets requests end for a while, then cuts them off.
public final class HttpServer implements AutoCloseable {
  /// Longest first line of a request: an address with many ids as parameters.
  private static final int MAX_PROLOGUE_BYTES = 8 * 1024;

  /// Headers of a request, all together.
  private static final int MAX_HEADERS_BYTES = 16 * 1024;

  private final WebServer server;

  private HttpServer(WebServer server) {
    this.server = server;
  }

  /// Where to listen.
  ///
  /// @param port 0 takes a free one
  public record Listen(String host, int port) {}

  /// Begins to listen.
  ///
  /// @throws ServerUnavailable when the port cannot be had
  public static HttpServer start(
      Listen listen, Limits limits, List<Route> routes, Doorkeeper door) {
    var exchange = new Exchange(door, limits);
    var routing = HttpRouting.builder();
    for (var route : routes) {
      exchange.register(route, routing);
    }
    exchange.registerRest(routes, routing);
    var server =
        WebServer.builder()
            .bindAddress(new InetSocketAddress(listen.host(), listen.port()))
            .shutdownHook(false)
            .shutdownGracePeriod(limits.grace())
            .maxTcpConnections(limits.maxConnections())
            .maxPayloadSize(limits.maxUploadBytes())
            .idleConnectionTimeout(limits.idleTime())
            .connectionOptions(socket -> socket.tcpNoDelay(true).readTimeout(limits.idleTime()))
            .addProtocol(
                Http1Config.builder()
                    .maxPrologueLength(MAX_PROLOGUE_BYTES)
                    .maxHeadersSize(MAX_HEADERS_BYTES)
                    .build())
            .routing(routing)
            .build();
    server.start();
    if (!server.isRunning()) { // Helidon logs why, and throws nothing
      throw new ServerUnavailable(
          ("cannot listen on %s port %d: it is taken, not allowed, or no address of this machine;"
                  + " choose another with server.port")
              .formatted(listen.host(), listen.port()));
    }
    return new HttpServer(server);
  }

  /// The port it listens on.
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
