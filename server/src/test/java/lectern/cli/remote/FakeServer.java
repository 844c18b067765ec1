package lectern.cli.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/// A server that gives the replies it was told to, one after the other, and notes what was asked.
final class FakeServer implements AutoCloseable {
  final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  private final Queue<Reply> replies;

  /// A reply. Its connection ends with it when it is a stream.
  record Reply(int status, Map<String, String> headers, String body) {}

  FakeServer(Reply... replies) throws IOException {
    this.replies = new ArrayDeque<>(List.of(replies));
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  static Reply json(int status, String body) {
    return new Reply(status, Map.of("Content-Type", "application/json"), body);
  }

  static Reply later(String seconds) {
    return new Reply(429, Map.of("Retry-After", seconds), "{\"detail\": \"Too many.\"}");
  }

  static Reply events(String... events) {
    return new Reply(200, Map.of("Content-Type", "text/event-stream"), String.join("", events));
  }

  static String event(String id, String name, String data) {
    return "id: %s\nevent: %s\ndata: %s\n\n".formatted(id, name, data);
  }

  /// A document of the API.
  static String document(String id, String state) {
    return """
    {"id": "%s", "name": "a.md", "state": "%s", "format": null, "mediaType": null, "pages": null,\
     "unreadPages": 0, "parsedBy": null, "parseFallback": null, "sizeBytes": 1,\
     "sha256": "00", "receivedAt": "2026-01-01T00:00:00Z",\
     "changedAt": "2026-01-01T00:00:00Z", "tags": [], "collections": [], "progress": null,\
     "failure": null, "waiting": null, "stageMillis": {}}\
    """
        .formatted(id, state);
  }

  ServerClient client(java.time.Duration patience) {
    var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new ServerClient(new Access(address, "lk_key"), patience);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    var lastId = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    asked.add(exchange.getRequestURI() + (lastId == null ? "" : " after " + lastId));
    exchange.getRequestBody().readAllBytes();
    var reply = replies.remove();
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    var body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
