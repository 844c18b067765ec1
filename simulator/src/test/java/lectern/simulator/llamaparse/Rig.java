package lectern.simulator.llamaparse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.simulator.Simulator;
import lectern.simulator.bill.Charge.Credits;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Fate;
import lectern.simulator.fault.Match;
import lectern.simulator.fault.Plan;
import lectern.simulator.fault.Rule;
import lectern.simulator.fault.Window;
import lectern.simulator.time.VirtualTimeline;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A simulator in a time that the test advances, and a client with a key.
final class Rig implements AutoCloseable {
  static final String KEY = "llx-test-0123456789abcdef";
  static final String AGENTIC = "{\"tier\": \"agentic\", \"version\": \"latest\"}";
  private static final JsonMapper JSON = new JsonMapper();
  private static final String BOUNDARY = "----b";

  final VirtualTimeline time = VirtualTimeline.fromTheBeginning();
  final Simulator simulator;
  private final HttpClient client = HttpClient.newHttpClient();

  private Rig(Plan plan) {
    try {
      this.simulator = Simulator.with().seed(7).plan(plan).time(time).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Rig start() {
    return new Rig(Plan.USUAL);
  }

  static Rig start(Plan plan) {
    return new Rig(plan);
  }

  /// A plan in which all jobs have this fate.
  static Plan fate(Fate fate) {
    return faults(Match.ANYTHING, new Fault.Job(fate));
  }

  /// A plan in which these faults befall what matches.
  static Plan faults(Match match, Fault... faults) {
    var usual = Plan.USUAL;
    var rules = List.of(new Rule("rule", match, List.of(faults)));
    return new Plan(
        usual.seed(), usual.latency(), usual.limits(), usual.jobs(), usual.purses(), rules);
  }

  /// Whatever is asked of that endpoint.
  static Match endpoint(String pattern) {
    return new Match(pattern, "*", Map.of(), Window.ALWAYS, Optional.empty(), 1);
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

  /// Uploads a file and starts a job by v2.
  HttpResponse<String> parse(String configuration, Upload file) throws Exception {
    return upload("/api/v2/parse/upload", file, "configuration", configuration);
  }

  /// The id of a job so started.
  String job(String configuration, Upload file) throws Exception {
    return json(parse(configuration, file)).path("id").asString();
  }

  /// The job with what is expanded.
  JsonNode read(String id, String query) throws Exception {
    return json(get("/api/v2/parse/" + id + query));
  }

  String status(String id) throws Exception {
    return read(id, "").path("job").path("status").asString();
  }

  /// The credits of all that stands on the bill.
  List<Long> credits() {
    return simulator.bill().entries().stream()
        .map(entry -> ((Credits) entry.charge().measure()).credits())
        .toList();
  }

  void pass(long seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  /// A file to upload.
  record Upload(String name, Bytes content) {
    static Upload text(String name, String text) {
      return new Upload(name, () -> text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Bytes that nobody changes.
  interface Bytes {
    byte[] all();
  }

  /// Posts a form with fields, by name and value in turn, and then the file.
  HttpResponse<String> upload(String path, Upload file, String... fields) throws Exception {
    var form = new ByteArrayOutputStream();
    for (var i = 0; i < fields.length; i += 2) {
      form.writeBytes(bytes(part("name=\"" + fields[i] + "\"") + fields[i + 1] + "\r\n"));
    }
    form.writeBytes(bytes(part("name=\"file\"; filename=\"" + file.name() + "\"")));
    form.writeBytes(file.content().all());
    form.writeBytes(bytes("\r\n--" + BOUNDARY + "--\r\n"));
    return send(
        request(path)
            .header("content-type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(form.toByteArray())));
  }

  private static String part(String disposition) {
    return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// A request with the key.
  HttpRequest.Builder request(String path) {
    return bare(path).header("Authorization", "Bearer " + KEY);
  }

  /// A request without a key.
  HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create(simulator.llamaParseUrl() + path));
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

  @Override
  public void close() {
    client.close();
    simulator.close();
  }
}
