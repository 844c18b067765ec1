package lectern.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import lectern.document.Document;
import lectern.document.WorkspaceId;
import lectern.ingest.Ingest.Receipt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Searching and asking over HTTP, of a server with two documents.
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class SearchTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LEAVE = "How many days of leave do I get?";

  private RunningServer server;
  private Document rules;
  private Document pump;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = RunningServer.in(folder);
    rules = received("rules.md", "# Leave\n\nEvery employee gets 28 days of leave each year.\n");
    pump = received("pump.md", "# Pump\n\nThe pump takes 4 litres of oil, type ISO 46 😀.\n");
    server.lectern.pipeline().wake();
    server.lectern.pipeline().await(List.of(rules.id(), pump.id()));
  }

  private Document received(String name, String text) throws IOException {
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return switch (server.lectern.ingest().receive(WorkspaceId.LOCAL, name, bytes)) {
      case Receipt.Received(var document) -> document;
      case Receipt.Known(var document, _) -> document;
      case Receipt.Refused(var failure) -> throw new IllegalStateException(failure.message());
    };
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void a_search_gives_passages_with_their_place() throws Exception {
    var reply = post("search", "{\"question\": \"%s\", \"limit\": 1}".formatted(LEAVE));

    assertThat(reply.path("outcome").asString()).isEqualTo("found");
    assertThat(reply.path("passages")).hasSize(1);
    var best = reply.path("passages").get(0);
    assertThat(best.path("documentId").asString()).isEqualTo(rules.id().toString());
    assertThat(best.path("page").asInt()).isEqualTo(1);
    assertThat(best.path("text").asString()).contains("28 days");
  }

  @Test
  void a_search_stays_within_the_documents_it_names() throws Exception {
    var reply =
        post(
            "search",
            "{\"question\": \"%s\", \"documents\": [\"%s\"]}".formatted(LEAVE, pump.id()));

    assertThat(reply.path("passages").valueStream().map(it -> it.path("document").asString()))
        .containsOnly("pump.md");
  }

  @Test
  void a_scope_that_names_nothing_has_no_documents() throws Exception {
    var search = post("search", "{\"question\": \"%s\", \"documents\": []}".formatted(LEAVE));
    var ask = post("ask", "{\"question\": \"%s\", \"documents\": []}".formatted(LEAVE));

    assertThat(search.path("outcome").asString()).isEqualTo("no_documents");
    assertThat(ask.path("kind").asString()).isEqualTo("no_documents");
  }

  @Test
  void an_answer_is_told_as_it_comes_with_each_citation_behind_its_marker() throws Exception {
    var events = events("{\"question\": \"%s\"}".formatted(LEAVE));

    assertThat(events).extracting(Event::name).startsWith("retrieval", "token", "citation");
    assertThat(events.getLast().name()).isEqualTo("done");
    assertThat(events.get(0).data().path("passages").get(0).has("text")).isFalse();
    assertThat(events.get(1).data().path("text").asString()).contains("28 days").endsWith("[1]");
    var citation = events.get(2).data();
    assertThat(citation.path("number").asInt()).isEqualTo(1);
    assertThat(citation.path("verified").asBoolean()).isTrue();
    assertThat(citation.path("documentId").asString()).isEqualTo(rules.id().toString());
    assertThat(events.getLast().data().path("kind").asString()).isEqualTo("extracts");
  }

  @Test
  void an_answer_as_a_whole_says_the_same_as_its_stream() throws Exception {
    var question = "{\"question\": \"How much oil does the pump take?\"}";

    var whole = post("ask", question);
    var events = events(question);

    var text = new StringBuilder();
    events.stream()
        .filter(it -> it.name().equals("token"))
        .forEach(it -> text.append(it.data().path("text").asString()));
    assertThat(whole.path("text").asString()).isEqualTo(text.toString()).contains("ISO 46 😀");
    assertThat(whole.path("citations").valueStream())
        .containsExactlyElementsOf(
            events.stream().filter(it -> it.name().equals("citation")).map(Event::data).toList());
    assertThat(whole.path("provider").asString()).isEqualTo("local");
  }

  @Test
  void what_the_documents_do_not_answer_has_no_text_and_says_what_came_nearest() throws Exception {
    var reply = post("ask", "{\"question\": \"Who painted the ceiling of the chapel?\"}");

    assertThat(reply.path("kind").asString()).isEqualTo("not_in_documents");
    assertThat(reply.path("text").asString()).isEmpty();
    assertThat(reply.path("passages")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                              | 400 | question",
        "{\"question\": \" \"}                           | 400 | empty",
        "{\"question\": \"a\", \"limit\": 0}             | 400 | limit",
        "{\"question\": \"a\", \"limit\": 101}           | 400 | limit",
        "{\"question\": \"a\", \"documents\": [null]}    | 400 | documents",
        "{\"question\": \"a\", \"documents\": [\"x\"]}   | 400 | documents",
        "{\"question\": \"a\", \"else\": 1}              | 400 | else",
      })
  void a_search_that_is_wrong_says_what_is(String body, int status, String word) throws Exception {
    var response = server.send("POST", "/api/v1/search", body);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(RunningServer.json(response).path("detail").asString()).contains(word);
  }

  @ParameterizedTest
  @CsvSource({"search, documents", "search, collections", "ask, documents", "ask, collections"})
  void what_is_not_of_the_workspace_is_not_found_and_named(String route, String field)
      throws Exception {
    var unknown = UUID.randomUUID();
    var body = "{\"question\": \"a\", \"%s\": [\"%s\"]}".formatted(field, unknown);

    var response = server.send("POST", "/api/v1/" + route, body);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(RunningServer.json(response).path("detail").asString())
        .contains(field.substring(0, field.length() - 1), unknown.toString());
  }

  @Test
  void a_stream_that_cannot_begin_is_a_problem_with_its_status() throws Exception {
    var response = stream("{\"question\": \"\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void a_server_with_all_its_parts_is_ready() throws Exception {
    var response = server.get("/api/v1/health/ready");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(RunningServer.json(response).path("checks").valueStream())
        .extracting(check -> check.path("name").asString())
        .containsExactly("database", "index", "model", "disk", "pipeline");
  }

  @Test
  void metrics_tell_of_searches_and_documents() throws Exception {
    post("search", "{\"question\": \"%s\"}".formatted(LEAVE));

    var metrics = server.get("/metrics");

    assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(metrics.body())
        .contains("lectern_searches_total{outcome=\"found\"}")
        .contains("lectern_documents{state=\"ready\"} 2.0")
        .contains("lectern_stage_seconds_count{stage=\"embed\"}");
  }

  private JsonNode post(String route, String body) throws Exception {
    var response = server.send("POST", "/api/v1/" + route, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return RunningServer.json(response);
  }

  private HttpResponse<String> stream(String body) throws Exception {
    return server.send(
        server
            .request("/api/v1/ask")
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private record Event(String name, JsonNode data) {}

  private List<Event> events(String body) throws Exception {
    var events = new ArrayList<Event>();
    for (var event : stream(body).body().split("\n\n", -1)) {
      if (event.isEmpty() || event.startsWith(":")) {
        continue; // behind the last one, or a comment
      }
      var lines = event.split("\n", -1);
      var data = JSON.readTree(lines[1].substring("data: ".length()));
      events.add(new Event(lines[0].substring("event: ".length()), data));
    }
    return events;
  }
}
