package lectern.simulator.openai;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import lectern.simulator.Simulator;
import lectern.simulator.fault.Plan;
import lectern.simulator.time.VirtualTimeline;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A simulator in a time that the test advances, and a client with a key.
final class Rig implements AutoCloseable {
  static final String KEY = "sk-proj-test-0123456789abcdef";
  private static final JsonMapper JSON = new JsonMapper();

  final VirtualTimeline time = VirtualTimeline.fromTheBeginning();
  final Simulator simulator;
  private final HttpClient client = HttpClient.newHttpClient();

  private Rig(Plan plan) throws IOException {
    this.simulator = Simulator.with().seed(7).plan(plan).time(time).start();
  }

  static Rig start() throws IOException {
    return new Rig(Plan.USUAL);
  }

  static Rig start(Plan plan) throws IOException {
    return new Rig(plan);
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  HttpResponse<String> delete(String path) throws Exception {
    return send(request(path).DELETE());
  }

  HttpResponse<String> post(String path, String json) throws Exception {
    return send(
        request(path)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /// Uploads a file for that purpose.
  HttpResponse<String> upload(String name, String purpose, String content) throws Exception {
    return upload(BodyPublishers.ofString(form(name, purpose, content)));
  }

  /// Uploads a form of our own making; its boundary is `----b`.
  HttpResponse<String> upload(BodyPublisher form) throws Exception {
    return send(
        request("/files").header("content-type", "multipart/form-data; boundary=----b").POST(form));
  }

  static String form(String name, String purpose, String content) {
    return field("purpose", purpose)
        + "------b\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
        + name
        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        + content
        + "\r\n------b--\r\n";
  }

  static String field(String name, String value) {
    return "------b\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  /// A request with the key, to a path behind the base URL.
  HttpRequest.Builder request(String path) {
    return bare(path).header("Authorization", "Bearer " + KEY);
  }

  HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create(simulator.openAiUrl() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  static JsonNode json(String text) {
    return JSON.readTree(text);
  }

  static JsonNode error(HttpResponse<String> response) {
    return json(response).required("error");
  }

  @Override
  public void close() {
    client.close();
    simulator.close();
  }
}
