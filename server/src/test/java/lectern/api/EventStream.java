package lectern.api;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A reader of the server's events, as a browser's EventSource is one.
final class EventStream implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Stream<String> stream;
  private final Iterator<String> lines;

  /// What the reader sends when it comes back.
  String lastId = "";

  /// An event.
  record Told(String name, JsonNode data) {}

  private EventStream(Stream<String> stream) {
    this.stream = stream;
    this.lines = stream.iterator();
  }

  /// Listens from now on, or from where another stream broke off.
  static EventStream of(RunningServer server, String path, Optional<String> lastId)
      throws IOException, InterruptedException {
    return of(server.request(path), lastId);
  }

  /// Listens with somebody else's key.
  static EventStream with(String key, RunningServer server, String path)
      throws IOException, InterruptedException {
    return of(server.request(path, key), Optional.empty());
  }

  private static EventStream of(HttpRequest.Builder request, Optional<String> lastId)
      throws IOException, InterruptedException {
    lastId.ifPresent(id -> request.header("Last-Event-ID", id));
    var client = HttpClient.newHttpClient();
    return new EventStream(client.send(request.build(), BodyHandlers.ofLines()).body());
  }

  /// Waits for the next event.
  Told next() {
    var name = "";
    var data = "";
    while (true) {
      var line = lines.next();
      if (line.isEmpty() && !name.isEmpty()) {
        return new Told(name, JSON.readTree(data));
      }
      if (line.startsWith("id: ")) {
        lastId = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      }
    }
  }

  /// Waits for a document to be told in a state.
  Told awaitState(String state) {
    var told = next();
    while (!told.name().equals("document") || !told.data().path("state").asString().equals(state)) {
      told = next();
    }
    return told;
  }

  @Override
  public void close() {
    stream.close();
  }
}
