package lectern.simulator.llamaparse;

import static lectern.simulator.llamaparse.Rig.AGENTIC;
import static org.assertj.core.api.Assertions.assertThat;

import lectern.simulator.fault.Fault.Hints;
import lectern.simulator.fault.Fault.NamedError;
import lectern.simulator.fault.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
