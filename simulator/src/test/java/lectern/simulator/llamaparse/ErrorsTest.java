package lectern.simulator.llamaparse;

import static lectern.simulator.llamaparse.Rig.AGENTIC;
import static org.assertj.core.api.Assertions.assertThat;

import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Hints;
import lectern.simulator.fault.Fault.NamedError;
import lectern.simulator.fault.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {
  @Test
  void without_a_good_key_nobody_comes_in() throws Exception {
    try (var rig = Rig.start()) {
      var missing = rig.send(rig.bare("/api/v2/parse"));
      var wrong = rig.send(rig.bare("/api/v2/parse").header("Authorization", "Bearer sk-1"));

      assertThat(missing.statusCode()).isEqualTo(401);
      assertThat(missing.body()).isEqualTo("{\"detail\":\"Invalid authentication token\"}");
      assertThat(wrong.statusCode()).isEqualTo(401);
      assertThat(wrong.body()).isEqualTo("{\"detail\":\"Invalid API Key\"}");
    }
  }

  @Test
  void unknown_paths_and_methods_are_denied_as_fastapi_does() throws Exception {
    try (var rig = Rig.start()) {
      var path = rig.get("/api/v2/unknown");
      var method = rig.delete("/api/v2/parse");

      assertThat(path.statusCode()).isEqualTo(404);
      assertThat(path.body()).isEqualTo("{\"detail\":\"Not Found\"}");
      assertThat(method.statusCode()).isEqualTo(405);
      assertThat(method.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bad_request, 400",
    "invalid_token, 401",
    "invalid_api_key, 401",
    "out_of_credits, 402",
    "forbidden, 403",
    "not_found, 404",
    "timeout, 408",
    "conflict, 409",
    "payload_too_large, 413",
    "validation, 422",
    "rate_limit, 429",
    "server_error, 500",
    "bad_gateway, 502",
    "overloaded, 503",
    "service_unavailable, 503",
    "gateway_timeout, 504"
  })
  void a_plan_may_ask_for_every_error(String name, int status) throws Exception {
    var plan = Rig.faults(Match.ANYTHING, new NamedError(name, Hints.NONE));
    try (var rig = Rig.start(plan)) {
      var refused = rig.parse(AGENTIC, Pdf.pages(1));

      assertThat(refused.statusCode()).isEqualTo(status);
      assertThat(rig.simulator.bill().entries()).isEmpty();
    }
  }

  @Test
  void a_server_error_tells_a_correlation_id() throws Exception {
    var plan = Rig.faults(Match.ANYTHING, new NamedError("server_error", Hints.NONE));
    try (var rig = Rig.start(plan)) {
      var detail = Rig.json(rig.get("/api/v2/parse")).path("detail").asString();

      assertThat(detail).containsPattern("correlation ID: [0-9a-f-]{36}$");
    }
  }

  @Test
  void a_bad_gateway_answers_html() throws Exception {
    var plan = Rig.faults(Match.ANYTHING, new NamedError("bad_gateway", Hints.NONE));
    try (var rig = Rig.start(plan)) {
      var refused = rig.get("/api/v2/parse");

      assertThat(refused.headers().firstValue("content-type")).contains("text/html");
      assertThat(refused.body()).startsWith("<html>");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"webhook_configurations\": [{\"webhook_url\": \"http://127.0.0.1:99999/\"}]",
        "\"webhook_configurations\": [{\"webhook_url\": \"http://127.0.0.1/\","
            + " \"webhook_headers\": {\"no token\": \"x\"}}]",
        "\"webhook_configurations\": [{\"webhook_url\": \"http://127.0.0.1/\","
            + " \"webhook_headers\": {\"x\": \"two\\nlines\"}}]",
        "\"webhook_configuration_ids\": [1,2,3,4,5,6,7,8,9,10,11]",
        "\"user_metadata\": {\"a\": 1}"
      })
  void what_could_not_be_carried_out_later_is_refused_now(String option) throws Exception {
    try (var rig = Rig.start()) {
      var configuration = "{\"tier\": \"fast\", \"version\": \"latest\", " + option + "}";

      assertThat(rig.parse(configuration, Pdf.pages(1)).statusCode()).isEqualTo(422);
      assertThat(rig.credits()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "-1", "1.5"})
  void v1_tolerates_a_share_of_pages_and_nothing_else(String tolerance) throws Exception {
    try (var rig = Rig.start()) {
      var refused =
          rig.upload("/api/parsing/upload", Pdf.pages(1), "page_error_tolerance", tolerance);

      assertThat(refused.statusCode()).isEqualTo(422);
    }
  }

  @Test
  void a_source_url_with_a_port_that_cannot_be_is_a_400() throws Exception {
    try (var rig = Rig.start()) {
      var refused =
          rig.post(
              "/api/v2/parse",
              "{\"tier\": \"fast\", \"version\": \"latest\","
                  + " \"source_url\": \"http://localhost:99999/a.pdf\"}");

      assertThat(refused.statusCode()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v2/parse/a%2Fb", "/api//v2/parse", "/api/v2/parse/a%5Cb"})
  void odd_paths_are_denied_in_the_shape_of_the_vendor(String path) throws Exception {
    try (var rig = Rig.start()) {
      var denied = rig.get(path);

      assertThat(denied.statusCode()).isEqualTo(404);
      assertThat(Rig.json(denied).path("detail").asString()).isNotEmpty();
    }
  }

  @Test
  void an_error_inside_is_json_or_there_is_none() throws Exception {
    var everything = Rig.endpoint("llamaparse.parse.versions");
    try (var rig = Rig.start(Rig.faults(everything, new Fault.ErrorInside("bad_gateway", 0)))) {
      assertThat(Rig.json(rig.get("/api/v2/parse/versions")).has("fast")).isTrue();
    }
  }
}
