package lectern.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import lectern.api.RunningServer;
import lectern.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// OpenAI's API as Lectern serves it, by bare HTTP; the provider behind it is simulated.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiFaceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLAN =
      """
      latency: none
      faults:
        - {name: hangs, on: {endpoint: openai.chat, model: gpt-4.1-nano}, do: {hang: true}}
      """;
  private static final String HELLO =
      "{\"model\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello %s\"}]%s}";

  private Simulator simulator;
  private RunningServer server;
  private int billedBefore;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    simulator = Simulator.with().seed(7).plan(PLAN).start();
    server =
        RunningServer.in(
            folder,
            Map.of(
                "OPENAI_API_KEY", "sk-test", "OPENAI_BASE_URL", simulator.openAiUrl().toString()));
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    simulator.close();
  }

  @BeforeEach
  void countBill() {
    billedBefore = simulator.bill().entries().size();
  }

  private int billed() {
    return simulator.bill().entries().size() - billedBefore;
  }

  private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    var request =
        server
            .request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return server.send(request.build());
  }

  private static String header(HttpResponse<String> reply, String name) {
    return reply.headers().firstValue(name).orElse("none");
  }

  private static JsonNode error(HttpResponse<String> reply) {
    return JSON.readTree(reply.body()).path("error");
  }

  @Test
  void a_route_answers_and_tells_who_answered_and_what_it_used() throws Exception {
    var reply = post("/v1/chat/completions", HELLO.formatted("chat", "route", ""));

    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    assertThat(JSON.readTree(reply.body()).at("/choices/0/finish_reason").asString())
        .isEqualTo("stop");
    assertThat(header(reply, "x-lectern-provider")).isEqualTo("openai");
    assertThat(header(reply, "x-lectern-model")).isEqualTo("gpt-5.4-mini");
    assertThat(header(reply, "x-lectern-attempts")).isEqualTo("1");
    assertThat(header(reply, "x-lectern-tokens-input")).matches("\\d+");
    assertThat(header(reply, "x-lectern-cache")).isEqualTo("miss");
    assertThat(billed()).isEqualTo(1);
  }

  @Test
  void a_model_of_a_provider_can_be_asked_for_by_its_name() throws Exception {
    var plain = post("/v1/chat/completions", HELLO.formatted("gpt-4o-mini", "model", ""));
    var full = post("/v1/chat/completions", HELLO.formatted("openai/gpt-4o-mini", "both", ""));

    assertThat(plain.statusCode()).as(plain.body()).isEqualTo(200);
    assertThat(header(full, "x-lectern-model")).isEqualTo("gpt-4o-mini");
  }

  @Test
  void a_stream_comes_event_by_event_and_ends_as_openais_does() throws Exception {
    var reply =
        post("/v1/chat/completions", HELLO.formatted("chat", "stream", ", \"stream\": true"));

    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    assertThat(header(reply, "Content-Type")).startsWith("text/event-stream");
    assertThat(header(reply, "x-lectern-provider")).isEqualTo("openai");
    assertThat(reply.body()).contains("\"finish_reason\":\"stop\"").endsWith("data: [DONE]\n\n");
    assertThat(reply.body()).as("usage was not asked for").doesNotContain("prompt_tokens");
  }

  @Test
  void exactly_the_same_question_is_paid_once_where_that_is_wished() throws Exception {
    var body = HELLO.formatted("chat", "again", "");
    var first = post("/v1/chat/completions", body, "x-lectern-cache", "on");

    var second = post("/v1/chat/completions", body, "x-lectern-cache", "on");

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(header(second, "x-lectern-cache")).isEqualTo("hit");
    assertThat(header(second, "x-lectern-attempts")).isEqualTo("0");
    assertThat(Long.parseLong(header(second, "x-lectern-tokens-avoided"))).isPositive();
    assertThat(billed()).isEqualTo(1);
  }

  @Test
  void a_text_is_embedded_once_also_among_others() throws Exception {
    var body = "{\"model\": \"embed\", \"input\": [%s]}";
    var first = post("/v1/embeddings", body.formatted("\"one\", \"two\""));
    var second = post("/v1/embeddings", body.formatted("\"two\", \"three\", \"one\""));
    var third = post("/v1/embeddings", body.formatted("\"one\", \"three\""));

    var one = JSON.readTree(first.body()).at("/data/0/embedding");
    assertThat(JSON.readTree(second.body()).at("/data/2/embedding")).isEqualTo(one);
    assertThat(JSON.readTree(third.body()).at("/data/0/embedding")).isEqualTo(one);
    assertThat(header(third, "x-lectern-cache")).isEqualTo("hit");
    assertThat(billed()).isEqualTo(2);
    assertThat(JSON.readTree(second.body()).at("/usage/prompt_tokens").asInt()).isEqualTo(1);
  }

  @Test
  void the_models_that_can_be_asked_for_are_listed() throws Exception {
    var listed = JSON.readTree(server.send("GET", "/v1/models", "").body());
    var one = server.send("GET", "/v1/models/openai/gpt-5.4-mini", "");

    assertThat(listed.path("data").valueStream().map(it -> it.path("id").asString()))
        .contains("chat", "embed", "openai/gpt-5.4-mini", "openai/text-embedding-3-small")
        .doesNotContain("parse");
    assertThat(JSON.readTree(one.body()).path("owned_by").asString()).isEqualTo("openai");
  }

  @Test
  void what_the_caller_did_wrong_is_told_in_the_providers_own_words() throws Exception {
    var reply =
        post("/v1/chat/completions", HELLO.formatted("chat", "wrong", ", \"temperature\": 0.2"));

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(error(reply).path("code").asString()).isEqualTo("unsupported_value");
    assertThat(error(reply).path("param").asString()).isEqualTo("temperature");
    assertThat(header(reply, "x-lectern-call")).isNotEqualTo("none");
  }

  @Test
  void a_call_whose_deadline_is_shorter_than_the_answer_ends_then() throws Exception {
    var body = HELLO.formatted("gpt-4.1-nano", "late", "");

    var reply = post("/v1/chat/completions", body, "x-lectern-deadline", "200ms");

    assertThat(reply.statusCode()).isEqualTo(504);
    assertThat(error(reply).path("code").asString()).isEqualTo("too_late");
  }

  @Test
  void whoever_hardly_waits_does_not_have_a_provider_left_alone() throws Exception {
    var attempts = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      var body = HELLO.formatted("gpt-4.1-nano", "hasty " + i, "");
      attempts.add(
          header(
              post("/v1/chat/completions", body, "x-lectern-deadline", "100ms"),
              "x-lectern-attempts"));
    }

    assertThat(attempts).containsOnly("1");
  }

  @Test
  void a_model_with_a_line_break_is_refused_and_asked_for_nowhere() throws Exception {
    var body = HELLO.formatted("gpt-4o-mini\\r\\nx-other: 1", "break", "");

    var reply = post("/v1/chat/completions", body);

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(error(reply).path("param").asString()).isEqualTo("model");
    assertThat(billed()).isZero();
  }
}
