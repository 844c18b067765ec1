package lectern.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lectern.Main;
import lectern.access.Keys;
import lectern.access.Keys.NewKey;
import lectern.access.LastUses;
import lectern.access.Role;
import lectern.cli.Application;
import lectern.config.SettingsReader;
import lectern.document.DocumentId;
import lectern.document.WorkspaceId;
import lectern.http.HttpServer;
import lectern.http.Route;
import lectern.pipeline.Progress;
import lectern.store.Database;
import lectern.store.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A whole Lectern on a fresh database, serving on a free port.
public final class RunningServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  public final Application lectern;
  public final String adminKey;
  private final Optional<Path> file;
  private final Map<String, String> environment;
  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RunningServer(Optional<Path> file, Map<String, String> environment, String adminKey)
      throws InterruptedException {
    var settings = SettingsReader.read(file, environment);
    this.file = file;
    this.environment = environment;
    this.lectern = Main.open(settings, Progress.SILENT);
    this.adminKey = adminKey;
    this.server = lectern.serve();
  }

  /// Starts one with the usual settings.
  public static RunningServer in(Path folder) throws InterruptedException, SQLException {
    return in(folder, Map.of());
  }

  /// Starts one.
  ///
  /// @param settings as environment variables, such as LECTERN_SERVER_MAX_BODY
  public static RunningServer in(Path folder, Map<String, String> settings)
      throws InterruptedException, SQLException {
    return open(folder, Optional.empty(), settings);
  }

  /// Starts one.
  ///
  /// @param yaml what stands in its `lectern.yaml`
  public static RunningServer of(Path folder, String yaml, Map<String, String> settings)
      throws InterruptedException, SQLException, IOException {
    var file = Files.writeString(folder.resolve("lectern.yaml"), yaml);
    return open(folder, Optional.of(file), settings);
  }

  private static RunningServer open(Path folder, Optional<Path> file, Map<String, String> settings)
      throws InterruptedException, SQLException {
    var environment = new LinkedHashMap<>(settings);
    environment.put("DATABASE_URL", TestDatabase.freshUrl());
    environment.put("LECTERN_DATA", folder.resolve("data").toString());
    environment.putIfAbsent("LECTERN_SERVER_PORT", "0");
    return new RunningServer(file, environment, adminKey(environment.get("DATABASE_URL")));
  }

  /// Stops it and starts it again on the same port, with all that it has kept.
  public RunningServer restarted() throws InterruptedException {
    var same = new LinkedHashMap<>(environment);
    same.put("LECTERN_SERVER_PORT", String.valueOf(port()));
    close();
    return new RunningServer(file, same, adminKey);
  }

  private static String adminKey(String databaseUrl) throws InterruptedException {
    try (var database = Database.open(new Database.Source.External(databaseUrl))) {
      var jdbi = database.jdbi();
      var lastUses = new LastUses(jdbi, Runnable::run);
      var keys = new Keys(jdbi, Clock.systemUTC(), new SecureRandom(), lastUses);
      var asked = new NewKey(WorkspaceId.LOCAL, "laptop", Role.ADMIN, Optional.empty());
      return ((Keys.Created) keys.create(asked)).secret().text();
    }
  }

  public int port() {
    return server.port();
  }

  /// Everything that can be asked of it.
  public List<Route> routes() {
    return lectern.routes();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /// A request with the admin's key, to be finished by the caller.
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + adminKey);
  }

  /// A request with somebody else's key.
  public HttpRequest.Builder request(String path, String key) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + key);
  }

  /// A workspace besides the first one.
  public record Tenant(WorkspaceId id, String adminKey) {}

  /// Makes a workspace.
  public Tenant workspace(String name) throws IOException, InterruptedException {
    var made = json(send("POST", "/api/v1/workspaces", "{\"name\": \"%s\"}".formatted(name)));
    var id = new WorkspaceId(UUID.fromString(made.path("workspace").path("id").asString()));
    return new Tenant(id, made.path("secret").asString());
  }

  /// Makes a key in the workspace of an admin.
  ///
  /// @return its secret
  public String key(String admin, Role role) throws IOException, InterruptedException {
    var body = "{\"name\": \"a %1$s\", \"role\": \"%1$s\"}".formatted(role.word());
    var request =
        request("/api/v1/keys", admin)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return json(send(request)).path("secret").asString();
  }

  /// Sends a request whose reply may have no end.
  public HttpResponse<InputStream> open(HttpRequest request)
      throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofInputStream());
  }

  /// Where its database is.
  public String databaseUrl() {
    return lectern.settings().databaseUrl().orElseThrow();
  }

  /// Sends a request, and holds the reply to openapi.yaml.
  public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    var response = client.send(request, BodyHandlers.ofString());
    ContractCheck.conforms(request.method(), request.uri().getRawPath(), response);
    return response;
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  /// Sends JSON.
  public HttpResponse<String> send(String method, String path, String json)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json))
            .build());
  }

  /// A value as it stands in an address.
  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Uploads a file, and waits until nothing more happens to it by itself.
  ///
  /// @return its id
  String ready(String name, byte[] content) throws IOException, InterruptedException {
    var path = "/api/v1/documents?name=" + encoded(name);
    var sent = send(request(path).POST(BodyPublishers.ofByteArray(content)).build());
    var id = json(sent).path("document").path("id").asString();
    lectern.pipeline().await(List.of(new DocumentId(UUID.fromString(id))));
    return id;
  }

  public static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    server.close();
    lectern.close();
  }
}
