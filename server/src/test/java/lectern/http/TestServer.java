package lectern.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import lectern.access.Keys;
import lectern.access.LastUses;
import lectern.access.RequestRates;
import lectern.access.RequestRates.PerMinute;
import lectern.access.Sessions;
import lectern.http.RequestListener.Served;
import org.jdbi.v3.core.Jdbi;

/// A server with a few routes, and limits that are quickly reached.
final class TestServer implements AutoCloseable {
  static final Duration SHORT = Duration.ofMillis(200);
  static final Duration LONG = Duration.ofSeconds(20);

  /// Nothing is reached by chance.
  static final Limits ROOMY = new Limits(1000, 100_000, 100, 100, LONG, LONG, LONG, LONG, LONG);

  final int port;
  private final HttpServer server;
  final List<Served> served = new CopyOnWriteArrayList<>();

  private TestServer(Limits limits, Optional<TlsFiles> tls, List<Route> routes) {
    this.server =
        HttpServer.start(
            new HttpServer.Listen("127.0.0.1", 0, tls),
            limits,
            new HttpServer.Offering(routes, door(), served::add));
    this.port = server.port();
  }

  /// Nobody comes to it: all routes here are public.
  private static Doorkeeper door() {
    var jdbi = Jdbi.create("jdbc:none");
    var clock = Clock.systemUTC();
    var random = new SecureRandom();
    var keys = new Keys(jdbi, clock, random, new LastUses(jdbi, Runnable::run));
    var rates = new RequestRates(new PerMinute(1, 1), System::nanoTime);
    return new Doorkeeper(keys, new Sessions(jdbi, clock, random, keys), rates);
  }

  static TestServer of(Limits limits, Route... routes) {
    return new TestServer(limits, Optional.empty(), Arrays.asList(routes));
  }

  static TestServer withTls(TlsFiles files, Route... routes) {
    return new TestServer(ROOMY, Optional.of(files), Arrays.asList(routes));
  }

  /// A route that says hello.
  static Route hello() {
    return Route.get("/hello", Permission.PUBLIC, _ -> Reply.ok("hello"));
  }

  /// A route that tells how many bytes its body has.
  static Route length() {
    return Route.post(
        "/length", Permission.PUBLIC, call -> Reply.ok(call.body().readAllBytes().length));
  }

  /// A route whose answer does not wait for its body.
  static Route hasty() {
    return Route.post("/hasty", Permission.PUBLIC, _ -> Reply.ok("done"));
  }

  static Limits headerTime(Duration time) {
    return new Limits(1000, 100_000, 100, 100, time, LONG, LONG, LONG, LONG);
  }

  static Limits bodyTime(Duration time) {
    return new Limits(1000, 100_000, 100, 100, LONG, time, LONG, LONG, LONG);
  }

  static Limits idleTime(Duration time) {
    return new Limits(1000, 100_000, 100, 100, LONG, LONG, time, LONG, LONG);
  }

  static Limits grace(Duration time) {
    return new Limits(1000, 100_000, 100, 100, LONG, LONG, LONG, time, LONG);
  }

  static Limits pingTime(Duration time) {
    return new Limits(1000, 100_000, 100, 100, LONG, LONG, LONG, SHORT, time);
  }

  /// A connection of its own. Reading gives up after a time that no test takes.
  RawClient connect() throws IOException {
    var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    return new RawClient(socket);
  }

  /// What the server answers to these bytes, up to the end of the connection.
  String answerTo(String bytes) throws IOException {
    try (var client = connect()) {
      client.send(bytes);
      return client.rest();
    }
  }

  /// The same for a request that is followed by a good one, whose answer must come, too.
  static String then(String request) {
    return request + "GET /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
  }

  @Override
  public void close() {
    server.close();
  }
}
