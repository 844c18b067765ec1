package lectern.simulator.serve;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import lectern.simulator.bill.Bill;
import lectern.simulator.http.Fields;
import lectern.simulator.route.Vendor;
import lectern.simulator.route.World;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.SelectableChannelEndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The edge to the network; only this and [Intake] know Jetty. Jetty because a handler reaches the
/// socket, which a reset connection takes: see docs/decisions/0009-simulator-on-jetty.md.
public final class HttpServer implements AutoCloseable {
  private final World world;
  private final Switchboard switchboard;
  private final Intake intake;
  private final Server server;
  private final ServerConnector connector;

  private HttpServer(World world, Switchboard switchboard, String host, int port) {
    this.world = world;
    this.switchboard = switchboard;
    this.intake = new Intake(world);
    var threads = new QueuedThreadPool();
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    threads.setDaemon(true);
    this.server = new Server(threads);
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    this.connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
    connector.setHost(host);
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new Front());
  }

  /// Listens from now on; port 0 takes a free one.
  public static HttpServer start(World world, List<Vendor> vendors, String host, int port)
      throws IOException {
    var server = new HttpServer(world, new Switchboard(world, vendors), host, port);
    try {
      server.server.start();
      return server;
    } catch (Exception e) { // Jetty declares no less
      throw new IOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
    }
  }

  /// The port it listens on.
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // Jetty declares no less
      throw new IllegalStateException("the server did not stop: " + e.getMessage(), e);
    }
  }

  private final class Front extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      try {
        var delivery = switchboard.serve(intake.read(request));
        carryOut(delivery, request, response, callback);
      } catch (IOException e) {
        callback.failed(e);
      }
      return true;
    }
  }

  private void carryOut(Delivery delivery, Request request, Response response, Callback callback)
      throws InterruptedException {
    var outcome = Bill.Outcome.LOST;
    try {
      for (var step : delivery.steps()) {
        carryOut(step, request, response, callback);
      }
      outcome = Bill.Outcome.DELIVERED;
    } catch (IOException e) {
      callback.failed(e);
    } finally {
      var known = outcome;
      delivery.billed().ifPresent(id -> world.bill().note(id, known));
    }
  }

  private void carryOut(Step step, Request request, Response response, Callback callback)
      throws IOException, InterruptedException {
    switch (step) {
      case Step.Wait(var duration) -> world.timeline().await(duration);
      case Step.Head head -> head(response, head);
      case Step.Send(var text) ->
          Content.Sink.write(
              response, false, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      case Step.SendFile(var file, _) ->
          Content.Sink.write(response, false, ByteBuffer.wrap(Files.readAllBytes(file)));
      case Step.Finish _ -> callback.succeeded();
      case Step.Reset _ -> reset(request);
      case Step.Close _ -> channel(request).close();
      case Step.Hang _ -> {}
    }
  }

  private static void head(Response response, Step.Head head) {
    response.setStatus(head.status());
    for (Fields.Field field : head.headers().all()) {
      response.getHeaders().add(new HttpField(field.name(), field.value()));
    }
    head.length().ifPresent(bytes -> response.getHeaders().put("content-length", bytes));
  }

  private static void reset(Request request) throws IOException {
    var channel = channel(request);
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }

  private static SocketChannel channel(Request request) {
    var endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    return (SocketChannel) ((SelectableChannelEndPoint) endPoint).getChannel();
  }
}
