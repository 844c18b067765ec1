package lectern.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The real `./lectern serve` as a process of its own, on an empty data folder.
///
/// @param key of an admin, which the first start prints
record ServedLectern(Process process, int port, String key, HttpClient client)
    implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("listens on http://[^:]+:(\\d+)");
  private static final Pattern KEY = Pattern.compile("\\b(lk_\\S+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  /// One key makes all requests, which is not what the limits on a key are for.
  private static final Map<String, String> NO_RATES =
      Map.of(
          "LECTERN_SERVER_REQUESTS_PER_MINUTE", "100000000",
          "LECTERN_SERVER_UPLOADS_PER_MINUTE", "1000000");

  /// How often it is asked whether documents are ready.
  private static final long LOOK_MILLIS = 200;

  /// Starts one and waits until it listens.
  static ServedLectern start(Path home, Path work) {
    return start(home, work, List.of(), Map.of());
  }

  /// Starts one in circumstances of its own and waits until it listens.
  ///
  /// @param before what stands before the command, such as `taskset -c 0`
  /// @param variables settings besides
  static ServedLectern start(
      Path home, Path work, List<String> before, Map<String, String> variables) {
    try {
      var words = new ArrayList<>(before);
      words.addAll(List.of(home.resolve("lectern").toString(), "serve", "--port", "0"));
      words.addAll(List.of("--data", work.resolve("data").toString()));
      var command =
          new ProcessBuilder(words)
              .directory(work.toFile())
              .redirectError(work.resolve("server.log").toFile());
      command.environment().keySet().removeIf(ServedLectern::isSetting);
      command.environment().putAll(NO_RATES);
      command.environment().putAll(variables);
      return listening(command.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether a variable would change what is measured, or who is paid for it.
  static boolean isSetting(String variable) {
    return variable.equals("DATABASE_URL")
        || variable.matches("(OPENAI|LLAMA_CLOUD|LLAMA_PARSE)_.*")
        || (variable.startsWith("LECTERN_") && !variable.equals("LECTERN_CACHE"));
  }

  private static ServedLectern listening(Process process) throws IOException {
    var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
    int port = 0;
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      var address = ADDRESS.matcher(line);
      if (address.find()) {
        port = Integer.parseInt(address.group(1));
      }
      var key = KEY.matcher(line);
      if (key.find()) {
        return new ServedLectern(process, port, key.group(1), HttpClient.newHttpClient());
      }
    }
    throw new IllegalStateException("lectern ended before it listened");
  }

  /// The same server, seen from a workspace of its own; closing it is for the first.
  ServedLectern neighbour() throws InterruptedException {
    var made = post("/api/v1/workspaces", "{\"name\": \"neighbour\"}");
    return new ServedLectern(process, port, made.path("secret").asString(), client);
  }

  JsonNode get(String path) throws InterruptedException {
    return send("GET", path, "application/json", BodyPublishers.noBody());
  }

  /// Sends JSON.
  JsonNode post(String path, String json) throws InterruptedException {
    return send("POST", path, "application/json", BodyPublishers.ofString(json));
  }

  /// Uploads one file: its document's id.
  String upload(String name, byte[] content) throws InterruptedException {
    var path = "/api/v1/documents?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    var body = BodyPublishers.ofByteArray(content);
    var result = send("POST", path, "application/octet-stream", body);
    return result.path("document").path("id").asString();
  }

  void delete(String document) throws InterruptedException {
    send("DELETE", "/api/v1/documents/" + document, "", BodyPublishers.noBody());
  }

  private JsonNode send(String method, String path, String type, BodyPublisher body)
      throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + key)
            .method(method, body);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(method + " " + path + ": " + response.body());
      }
      return JSON.readTree(response.body().isEmpty() ? "null" : response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    }
  }

  /// How many documents are on their way.
  int unfinished() throws InterruptedException {
    return get("/api/v1/documents?limit=1").path("total").asInt()
        - get("/api/v1/documents?limit=1&state=ready&state=failed").path("total").asInt();
  }

  void awaitReady() throws InterruptedException {
    while (unfinished() > 0) {
      pause(LOOK_MILLIS);
    }
  }

  static void pause(long millis) throws InterruptedException {
    var _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
  }

  long residentBytes() {
    return Memory.of(process.toHandle()).map(Memory::residentBytes).orElse(0L);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
    client.close();
  }
}
