package lectern.simulator.serve;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import lectern.simulator.http.Body;
import lectern.simulator.route.Vendor;
import lectern.simulator.route.World;
import lectern.simulator.time.TimelineEnded;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The edge to the network: takes requests in, has them answered, and carries the answers out. Only
/// this, [Intake], [Exchange] and what they use know Jetty. Jetty because a handler reaches the
/// socket, which a reset connection takes: see docs/decisions/0009-simulator-on-jetty.md.
public final class HttpServer implements AutoCloseable {
  // A request that is answered within this time when the server closes is; others are given up.
  private static final Duration CLOSING = Duration.ofMillis(500);

  private final World world;
  private final Switchboard switchboard;
  private final Intake intake;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Semaphore idle = new Semaphore(Limits.CONNECTIONS);
  private final Server server;
  private final ServerConnector connector;

  private HttpServer(World world, List<Vendor> vendors) {
    this.world = world;
    this.switchboard = new Switchboard(world, vendors);
    this.intake = new Intake(world);
    this.server = new Server(threads());
    this.connector = new ServerConnector(server, new HttpConnectionFactory(configuration()));
    // A plan may let a client wait for any time; connections are limited by number.
    connector.setIdleTimeout(0);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(Limits.CONNECTIONS, connector));
    server.setErrorHandler(errorsWithoutInsides());
    server.setHandler(new Front());
  }

  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool();
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    threads.setDaemon(true);
    threads.setStopTimeout(CLOSING.toMillis());
    return threads;
  }

  private static HttpConfiguration configuration() {
    var configuration = new HttpConfiguration();
    // Ids come from strangers, `..%2F` and broken escapes included: the vendor says that there is
    // no
    // such thing. Safe, because no path of a request ever becomes the path of a file.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false); // the time of the wall is not the time we live in
    // Odd paths lead nowhere, and the vendor whose they would be says so.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setRequestHeaderSize(Limits.HEADER_BYTES);
    configuration.setResponseHeaderSize(Limits.HEADER_BYTES);
    return configuration;
  }

  private static ErrorHandler errorsWithoutInsides() {
    var errors = new ErrorHandler();
    errors.setShowStacks(false);
    errors.setShowCauses(false);
    return errors;
  }

  /// Listens from now on; port 0 takes a free one.
  ///
  /// @throws IOException in one line, when the port is taken or the host is not ours
  public static HttpServer start(World world, List<Vendor> vendors, String host, int port)
      throws IOException {
    var server = new HttpServer(world, vendors);
    server.connector.setHost(host);
    server.connector.setPort(port);
    try {
      server.server.start();
      return server;
    } catch (Exception e) { // Jetty declares no less
      server.close();
      throw new IOException(
          "cannot listen on " + host + ":" + port + ": " + reason(e) + "; port 0 takes a free one",
          e);
    }
  }

  private static String reason(Exception e) {
    var cause = e.getCause() instanceof BindException ? e.getCause() : e;
    return String.valueOf(cause.getMessage());
  }

  /// The port it listens on.
  public int port() {
    return connector.getLocalPort();
  }

  /// Gives up whatever still hangs, and closes within a second.
  @Override
  public void close() {
    closing.countDown();
    try {
      server.stop();
      awaitIdle(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) { // Jetty declares no less
      throw new IllegalStateException("the server did not stop: " + e.getMessage(), e);
    }
  }

  /// Waits until no request is under way; false if that takes longer.
  boolean awaitIdle(Duration atMost) throws InterruptedException {
    var waiter =
        Thread.ofVirtual()
            .start(() -> {
              idle.acquireUninterruptibly(Limits.CONNECTIONS);
              idle.release(Limits.CONNECTIONS);
            });
    return waiter.join(atMost);
  }

  private final class Front extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws InterruptedException {
      var exchange = new Exchange(world, closing, response, callback);
      idle.acquire();
      try {
        answer(request, exchange);
      } catch (IOException | TimelineEnded e) { // the client has gone, or we are closing
        exchange.abandon();
      } finally {
        idle.release();
      }
      return true;
    }
  }

  private void answer(Request request, Exchange exchange) throws IOException, InterruptedException {
    var head = Intake.head(request);
    var receipt = intake.receive(request, head, switchboard.befallingTheUpload(head));
    switch (receipt) {
      case Receipt.TooLarge(var bodiless, long limitBytes) ->
          exchange.carryOut(switchboard.tooLarge(bodiless, limitBytes));
      case Receipt.Received(var received) -> {
        try {
          exchange.carryOut(switchboard.serve(received));
        } finally {
          if (received.body() instanceof Body.Form(var parts)) {
            FormParts.delete(parts);
          }
        }
      }
    }
  }
}
