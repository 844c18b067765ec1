package lectern.http;

import static lectern.http.TestServer.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LateStreamTest {

  private static Route route(String path, Reply.LateScript script) {
    return Route.get(path, Permission.PUBLIC, _ -> new Reply.LateStream(script));
  }

  private static String answer(Route route) throws Exception {
    try (var server = TestServer.of(TestServer.grace(SHORT), route);
        var client = server.connect()) {
      client.get(route.path());
      return client.rest();
    }
  }

  @Test
  void the_head_comes_with_the_first_event_and_tells_what_is_known_by_then() throws Exception {
    var answer =
        answer(
            route(
                "/late",
                events -> {
                  events.open(Map.of("x-lectern-provider", "second"));
                  events.sendRaw("", "{\"a\":1}");
                  events.sendRaw("response.created", "{}");
                  return Optional.empty();
                }));

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("x-lectern-provider: second")
        .contains("data: {\"a\":1}\n\n", "event: response.created\ndata: {}\n\n");
  }

  @Test
  void before_the_first_event_the_reply_may_become_another_one() throws Exception {
    var answer =
        answer(
            route("/late", _ -> Optional.of(new Reply.Json(418, Map.of("no", "tea"), Map.of()))));

    assertThat(answer).startsWith("HTTP/1.1 418").contains("{\"no\":\"tea\"}");
  }

  @Test
  void before_the_first_event_a_problem_has_its_status() throws Exception {
    var answer =
        answer(
            route(
                "/late",
                _ -> {
                  throw new Problem(ProblemType.PROVIDER_TOO_SLOW, "It is late.");
                }));

    assertThat(answer).startsWith("HTTP/1.1 504").contains("application/problem+json");
  }

  @Test
  void under_v1_a_problem_is_told_in_openais_words() throws Exception {
    var answer =
        answer(
            route(
                "/v1/late",
                _ -> {
                  throw new Problem(ProblemType.INVALID_BODY, "It is wrong.")
                      .with(Tongue.PARAM, "model")
                      .with(Tongue.CODE, "invalid_type");
                }));

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("Content-Type: application/json")
        .contains(
            "{\"error\":{\"message\":\"It is wrong.\",\"type\":\"invalid_request_error\","
                + "\"param\":\"model\",\"code\":\"invalid_type\"}}");
  }

  @Test
  void under_v1_also_what_breaks_in_the_middle_is_told_in_openais_words() throws Exception {
    var answer =
        answer(
            route(
                "/v1/late",
                events -> {
                  events.sendRaw("", "{}");
                  throw new IllegalStateException("a mistake of ours");
                }));

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("data: {\"error\":{\"message\":")
        .doesNotContain("event: error", "a mistake of ours", "[DONE]");
  }
}
