package lectern.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import lectern.api.ContractCheck.Seen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What is wrong with a request of OpenAI's clients is told in OpenAI's shape, before anything is
/// sent: nobody listens where the provider is, so a request that was sent would end in another way.
@Timeout(60)
class OpenAiBadInputTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String HELLO =
      "{\"model\": \"chat\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}";

  @TempDir private static Path folder;

  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    var nobody = Map.of("OPENAI_API_KEY", "sk-1", "OPENAI_BASE_URL", "http://127.0.0.1:1/v1");
    server = RunningServer.in(folder, nobody);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Seen post(String path, String body, String... headers) throws IOException {
    return send("POST", path, "Bearer " + server.adminKey, body.getBytes(UTF_8), headers);
  }

  private static Seen send(
      String method, String path, String authorization, byte[] body, String... more)
      throws IOException {
    var headers = new ArrayList<>(List.of(more));
    headers.add("Authorization: " + authorization);
    if (headers.stream().noneMatch(it -> it.startsWith("Content-Type"))) {
      headers.add("Content-Type: application/json");
    }
    return RawHttp.send(server.port(), RawHttp.Request.of(method, path, headers, body));
  }

  /// The error, which has all four members.
  private static JsonNode error(Seen seen, int status) {
    assertThat(seen.status()).as(seen.body()).isEqualTo(status);
    assertThat(seen.mediaType()).isEqualTo("application/json");
    var error = new ObjectMapper().readTree(seen.body()).path("error");
    assertThat(error.propertyNames()).containsExactlyInAnyOrder("message", "type", "param", "code");
    assertThat(error.path("message").asString()).isNotBlank();
    assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
    return error;
  }

  @Test
  void a_request_that_was_sent_would_end_otherwise() throws Exception {
    assertThat(post(CHAT, HELLO, "x-lectern-deadline: 2s").status()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[1]",
        "null",
        "{\"model\": \"chat\", \"messages\": [{]}",
        "{\"model\": \"chat\", \"messages\": []",
        "{\"model\": \"chat\", \"model\": \"chat\"} trailing"
      })
  void what_is_not_json_is_refused(String body) throws Exception {
    error(post(CHAT, body), 400);
  }

  @Test
  void json_without_an_end_to_its_depth_is_refused() throws Exception {
    var deep = "[".repeat(20_000);

    error(post(CHAT, "{\"model\": \"chat\", \"messages\": " + deep), 400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/chat/completions | {} | model",
        "/v1/chat/completions | {'model': 7, 'messages': []} | model",
        "/v1/chat/completions | {'model': 'chat'} | messages",
        "/v1/chat/completions | {'model': 'chat', 'messages': []} | messages",
        "/v1/chat/completions | {'model': 'chat', 'messages': 'hello'} | messages",
        "/v1/responses | {'model': 'chat'} | input",
        "/v1/embeddings | {'model': 'embed'} | input",
        "/v1/embeddings | {'model': 'embed', 'input': []} | input",
      })
  void what_is_missing_is_named(String path, String body, String param) throws Exception {
    var error = error(post(path, body.replace('\'', '"')), 400);

    assertThat(error.path("param").asString()).isEqualTo(param);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api_base", "base_url", "api_key", "custom_llm_provider"})
  void a_request_cannot_say_where_it_is_sent(String field) throws Exception {
    var body = HELLO.replace("{\"model\"", "{\"%s\": \"http://10.0.0.1/v1\", \"model\"");

    var error = error(post(CHAT, body.formatted(field)), 400);

    assertThat(error.path("param").asString()).isEqualTo(field);
  }

  @Test
  void fifty_megabytes_of_messages_are_refused() throws Exception {
    var message = "{\"role\": \"user\", \"content\": \"%s\"}".formatted("a".repeat(1 << 20));
    var body =
        "{\"model\": \"chat\", \"messages\": [%s]}"
            .formatted(String.join(",", Collections.nCopies(50, message)));

    error(post(CHAT, body), 413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "llama-9",
        "openai/llama-9",
        "nobody/gpt-4o",
        "embed",
        "parse",
        "local/bge-small-en-v1.5-q",
        "http://10.0.0.1/v1",
        "../chat"
      })
  void a_model_nobody_serves_is_not_found_whole_or_streamed(String model) throws Exception {
    for (var stream : List.of("", ", \"stream\": true")) {
      var seen = post(CHAT, HELLO.replace("\"chat\"", "\"" + model + "\"" + stream));

      assertThat(error(seen, 404).path("code").asString()).isEqualTo("model_not_found");
      assertThat(seen.headers().firstValue("x-injected")).isEmpty();
    }
  }

  @Test
  void a_model_that_would_break_a_header_is_refused() throws Exception {
    var seen = post(CHAT, HELLO.replace("\"chat\"", "\"chat\\r\\nx-injected: 1\""));

    assertThat(error(seen, 400).path("param").asString()).isEqualTo("model");
    assertThat(seen.headers().firstValue("x-injected")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer lk_unknown", "Bearer sk-proj-something", "Basic YTpi", "Bearer"})
  void an_unknown_key_is_refused(String authorization) throws Exception {
    var seen = send("POST", CHAT, authorization, HELLO.getBytes(UTF_8));

    assertThat(error(seen, 401).path("code").asString()).isEqualTo("invalid_api_key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-lectern-deadline: 5s\r\n folded: 1",
        "x-lectern-deadline: 5s\rx-other: 1",
        "x-lectern-deadline: never",
        "x-lectern-deadline: 0s",
        "x-lectern-deadline: 99999m",
        "x-lectern-cache: perhaps"
      })
  void headers_with_line_breaks_or_without_sense_are_refused(String header) throws Exception {
    error(post(CHAT, HELLO, header), 400);
  }

  @Test
  void other_media_types_methods_and_addresses_are_told_in_the_same_shape() throws Exception {
    var key = "Bearer " + server.adminKey;
    var nothing = new byte[0];

    error(post(CHAT, HELLO, "Content-Type: text/plain"), 415);
    error(send("GET", CHAT, key, nothing), 405);
    error(send("GET", "/v1/files", key, nothing), 404);
    error(send("GET", "/v1/models/nobody", key, nothing), 404);
    error(send("GET", "/v1/models?colour=red", key, nothing), 400);
    for (var address : List.of("GET /v1/responses/resp_1", "DELETE /v1/responses/resp_1")) {
      var parts = address.split(" ", -1);
      var error = error(send(parts[0], parts[1], key, nothing), 404);

      assertThat(error.path("message").asString()).contains("does not keep responses");
    }
    error(post("/v1/responses/resp_1/cancel", "{}"), 404);
  }
}
