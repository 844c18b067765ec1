package lectern.simulator.llamaparse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes webhooks, and answers each with the next of the statuses it was told, 200 when there are
/// none left.
final class Receiver implements AutoCloseable {
  static final String ANSWER = "Taken.";

  private final HttpServer server;
  private final CopyOnWriteArrayList<Message> messages = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Integer> statuses;

  /// What arrived.
  record Message(Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  Receiver(Integer... statuses) throws IOException {
    this.statuses = new ConcurrentLinkedQueue<>(List.of(statuses));
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      messages.add(new Message(Map.copyOf(exchange.getRequestHeaders()), body));
      var status = statuses.poll();
      exchange.sendResponseHeaders(status == null ? 200 : status, ANSWER.length());
      exchange.getResponseBody().write(ANSWER.getBytes(StandardCharsets.UTF_8));
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  List<Message> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
