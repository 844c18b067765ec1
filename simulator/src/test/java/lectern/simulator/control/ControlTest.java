package lectern.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import lectern.simulator.Simulator;
import lectern.simulator.bill.Bill.Outcome;
import lectern.simulator.bill.Charge;
import lectern.simulator.bill.Entry;
import lectern.simulator.fault.Rule;
import lectern.simulator.time.RealTimeline;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ControlTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String JSON_TYPE = "application/json";

  private final HttpClient client = HttpClient.newHttpClient();
  private final VirtualTimeline time = VirtualTimeline.fromTheBeginning();
  private Simulator simulator;

  @BeforeEach
  void start() throws IOException {
    simulator = Simulator.with().time(time).start();
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
  }

  @Test
  void the_index_lists_what_there_is() throws Exception {
    var index = get("");

    assertThat(index.statusCode()).isEqualTo(200);
    assertThat(json(index).path("endpoints").toString())
        .contains("GET /__sim/bill", "POST /__sim/faults", "POST /__sim/clock");
  }

  @Test
  void the_bill_is_shown_in_pages() throws Exception {
    bill("req_1", "f1");
    bill("req_2", "f2");
    bill("req_3", "f3");
    simulator.bill().note("req_1", Outcome.DELIVERED);

    var first = json(get("/bill?limit=2"));
    var second = json(get("/bill?limit=2&after=2"));

    assertThat(first.path("entries"))
        .hasToString(
            """
            [{"id":"req_1","at":"2026-01-01T00:00:00Z","endpoint":"openai.chat","key":"sk-…1",\
            "model":"gpt-4o","input_tokens":1,"cached_tokens":0,"cache_write_tokens":0,\
            "output_tokens":2,"reasoning_tokens":0,"pico_usd":7,"fingerprint":"f1",\
            "occurrence":1,"outcome":"delivered"},\
            {"id":"req_2","at":"2026-01-01T00:00:00Z","endpoint":"openai.chat","key":"sk-…1",\
            "model":"gpt-4o","input_tokens":1,"cached_tokens":0,"cache_write_tokens":0,\
            "output_tokens":2,"reasoning_tokens":0,"pico_usd":7,"fingerprint":"f2",\
            "occurrence":1,"outcome":null}]\
            """);
    assertThat(first.path("next").asLong()).isEqualTo(2);
    assertThat(second.path("entries").path(0).path("id").asString()).isEqualTo("req_3");
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void sums_are_shown_by_what_they_are_for() throws Exception {
    bill("req_1", "f1");
    bill("req_2", "f2");

    var sums = json(get("/bill/sums"));

    assertThat(sums.path("total").path("pico_usd").asLong()).isEqualTo(14);
    assertThat(sums.path("by_model").path("gpt-4o").path("output_tokens").asLong()).isEqualTo(4);
    assertThat(sums.path("by_key").path("sk-…1").path("count").asLong()).isEqualTo(2);
    assertThat(sums.path("by_endpoint").path("openai.chat").path("count").asLong()).isEqualTo(2);
  }

  @Test
  void what_was_paid_twice_is_shown() throws Exception {
    bill("req_1", "f1");
    bill("req_2", "f2");
    bill("req_3", "f1");

    var duplicates = get("/bill/duplicates");

    assertThat(duplicates.body())
        .isEqualTo(
            """
            {"duplicates":[{"fingerprint":"f1","key":"sk-…1","endpoint":"openai.chat","times":2,\
            "pico_usd_too_much":7,"ids":["req_1","req_3"]}],"next":null}\
            """);
  }

  @Test
  void a_bill_that_is_not_kept_is_not_shown_as_empty() throws Exception {
    try (var billless = Simulator.with().billOff().start()) {
      for (var page : new String[] {"/bill", "/bill/sums", "/bill/duplicates"}) {
        var request = HttpRequest.newBuilder(uri(billless, page)).build();

        assertProblem(client.send(request, BodyHandlers.ofString()), 409, "--bill off");
      }
    }
  }

  @Test
  void wrong_paging_is_refused() throws Exception {
    assertProblem(get("/bill?limit=0"), 400, "'limit' is a whole number from 1 to 1000");
    assertProblem(get("/bill?limit=1001"), 400, "'limit'");
    assertProblem(get("/bill?after=-1"), 400, "'after' is a whole number from 0");
    assertProblem(get("/bill?after=99999999999"), 400, "'after'");
    assertProblem(get("/bill?page=2"), 400, "'page'");
    assertProblem(get("/bill/sums?limit=2"), 400, "'limit'");
  }

  @Test
  void faults_are_laid_shown_and_cleared() throws Exception {
    var none = get("/faults");
    var laid =
        post("/faults", JSON_TYPE, "{\"faults\": [{\"name\": \"a\", \"do\": {\"hang\": true}}]}");
    var inForce = simulator.faults().rules();
    var shown = get("/faults");
    var cleared = send(request("/faults").DELETE());

    assertThat(none.body()).isEqualTo("{\"rules\":[]}");
    assertThat(laid.statusCode()).as(laid.body()).isEqualTo(200);
    assertThat(inForce).hasSize(1);
    assertThat(json(shown).path("rules").path(0).path("name").asString()).isEqualTo("a");
    assertThat(json(shown).path("rules").path(0).path("faults").path(0).path("kind").asString())
        .isEqualTo("Hang");
    assertThat(cleared.statusCode()).isEqualTo(204);
    assertThat(simulator.faults().rules()).isEmpty();
  }

  @Test
  void rules_may_come_as_yaml() throws Exception {
    var laid =
        post("/faults", "application/yaml; charset=utf-8", "faults: [{name: ä, do: {hang: true}}]");

    assertThat(laid.statusCode()).as(laid.body()).isEqualTo(200);
    assertThat(simulator.faults().rules()).extracting(Rule::name).containsExactly("ä");
  }

  @Test
  void rules_may_come_as_curl_sends_them() throws Exception {
    var laid = post("/faults", "application/x-www-form-urlencoded", "faults: []");

    assertThat(laid.statusCode()).as(laid.body()).isEqualTo(200);
  }

  @Test
  void a_page_of_another_origin_is_refused() throws Exception {
    var strange = send(request("/clock").header("origin", "https://evil.example"));
    var opaque = send(request("/clock").header("origin", "null"));
    var own = send(request("/clock").header("origin", "http://localhost:3000"));

    assertProblem(strange, 403, "localhost");
    assertProblem(opaque, 403, "localhost");
    assertThat(own.statusCode()).isEqualTo(200);
  }

  /// Else an outage could not be ended.
  @Test
  void nothing_goes_wrong_with_the_controls_themselves() throws Exception {
    post(
        "/faults",
        JSON_TYPE,
        "{\"faults\": [{\"name\": \"a\", \"do\": {\"reset\": \"before_headers\"}}]}");

    assertThat(send(request("/faults").DELETE()).statusCode()).isEqualTo(204);
  }

  @Test
  void a_wrong_rule_is_refused_and_changes_nothing() throws Exception {
    post("/faults", JSON_TYPE, "{\"faults\": [{\"name\": \"a\", \"do\": {\"hang\": true}}]}");

    assertProblem(
        post("/faults", JSON_TYPE, "{\"faults\": [{\"do\": {\"hangs\": true}}]}"),
        400,
        "the plan sent, line 1");
    assertProblem(post("/faults", JSON_TYPE, "{\"seed\": 3, \"faults\": []}"), 400, "seed");
    assertProblem(post("/faults", JSON_TYPE, ""), 400, "YAML or JSON");
    assertThat(simulator.faults().rules()).hasSize(1);
  }

  @Test
  void the_clock_tells_the_time_and_is_advanced() throws Exception {
    var before = get("/clock");
    var after = post("/clock", JSON_TYPE, "{\"advance\": \"PT24H\"}");

    assertThat(before.body()).isEqualTo("{\"now\":\"2026-01-01T00:00:00Z\",\"virtual\":true}");
    assertThat(after.body()).isEqualTo("{\"now\":\"2026-01-02T00:00:00Z\",\"virtual\":true}");
    assertThat(time.now()).isEqualTo(VirtualTimeline.BEGINNING.plus(Duration.ofDays(1)));
  }

  @Test
  void what_is_no_time_to_come_is_refused() throws Exception {
    assertProblem(post("/clock", JSON_TYPE, "{\"advance\": \"24h\"}"), 400, "ISO 8601");
    assertProblem(post("/clock", JSON_TYPE, "{\"advance\": 5}"), 400, "ISO 8601");
    assertProblem(post("/clock", JSON_TYPE, "{\"advance\": \"-PT1S\"}"), 400, "from PT0S");
    assertProblem(post("/clock", JSON_TYPE, "{\"advance\": \"P367D\"}"), 400, "PT8784H");
    assertProblem(post("/clock", JSON_TYPE, "{\"forward\": \"PT1S\"}"), 400, "'forward'");
    assertProblem(post("/clock", JSON_TYPE, "[]"), 400, "advance");
    assertThat(time.now()).isEqualTo(VirtualTimeline.BEGINNING);
  }

  @Test
  void real_time_cannot_be_advanced() throws Exception {
    try (var real = Simulator.with().time(new RealTimeline()).start()) {
      var body = BodyPublishers.ofString("{\"advance\": \"PT1S\"}");
      var request = HttpRequest.newBuilder(uri(real, "/clock")).POST(body).build();

      assertProblem(client.send(request, BodyHandlers.ofString()), 409, "--clock");
    }
  }

  @Test
  void another_path_or_method_is_refused() throws Exception {
    assertProblem(get("/bills"), 404, "GET /__sim");
    var wrong = send(request("/faults").PUT(BodyPublishers.ofString("{}")));

    assertProblem(wrong, 405, "GET, POST, DELETE");
    assertThat(wrong.headers().firstValue("allow")).contains("GET, POST, DELETE");
  }

  @Test
  void a_name_that_is_not_this_machines_is_refused() throws Exception {
    assertThat(statusLine("evil.example")).contains("403");
    assertThat(statusLine("127.0.0.1.evil.example:9090")).contains("403");
    assertThat(statusLine("localhost:9090")).contains("200");
    assertThat(statusLine("[::1]:9090")).contains("200");
    assertThat(statusLine("LOCALHOST")).contains("200");
  }

  @Test
  void bound_to_all_interfaces_it_answers_to_any_name() throws Exception {
    try (var open = Simulator.with().start("0.0.0.0", 0)) {
      assertThat(statusLine(open, "build-server:9090")).contains("200");
    }
  }

  private String statusLine(String host) throws IOException {
    return statusLine(simulator, host);
  }

  /// The JDK's client sets the name itself.
  private static String statusLine(Simulator simulator, String host) throws IOException {
    try (var socket =
        new Socket(InetAddress.getLoopbackAddress(), simulator.llamaParseUrl().getPort())) {
      var request = "GET /__sim HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return firstLine(socket.getInputStream());
    }
  }

  private static String firstLine(InputStream answer) throws IOException {
    return new String(answer.readAllBytes(), StandardCharsets.UTF_8).lines().findFirst().orElse("");
  }

  private void bill(String id, String fingerprint) {
    var charge = new Charge("gpt-4o", new Charge.Tokens(1, 0, 0, 2, 0), 7);
    simulator
        .bill()
        .accept(new Entry(id, time.now(), "openai.chat", "sk-…1", charge, fingerprint, 1));
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String... words) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(json(answer).path("type").asString()).isEqualTo("about:blank");
    assertThat(json(answer).path("title").asString()).isNotEmpty();
    assertThat(json(answer).path("status").asInt()).isEqualTo(status);
    Stream.of(words)
        .forEach(word -> assertThat(json(answer).path("detail").asString()).contains(word));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpResponse<String> post(String path, String type, String body) throws Exception {
    return send(request(path).header("content-type", type).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(simulator, path));
  }

  private static URI uri(Simulator simulator, String path) {
    return URI.create(simulator.llamaParseUrl() + "/__sim" + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
