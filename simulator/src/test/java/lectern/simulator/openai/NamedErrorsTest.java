package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import lectern.simulator.chance.Seed;
import lectern.simulator.fault.Effects;
import lectern.simulator.http.Body;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Query;
import lectern.simulator.http.Reply;
import lectern.simulator.http.Request;
import lectern.simulator.route.Account;
import lectern.simulator.route.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of the vendor's table of errors can be had by its name.
class NamedErrorsTest {
  private static final Call CALL =
      new Call(
          new Request(
              "POST",
              "/v1/chat/completions",
              Query.of(""),
              Fields.NONE,
              new Body.Json(Rig.json("{\"model\": \"gpt-4o-mini\", \"messages\": []}")),
              "0".repeat(64),
              1,
              Instant.EPOCH),
          "req_1",
          Map.of(),
          new Account(Rig.KEY, "sk-…3f9a1c22"),
          Effects.NONE,
          new Seed(7));

  @ParameterizedTest
  @MethodSource("names")
  void every_error_fills_its_places_and_has_all_four_keys(String name) {
    var reply = reply(name);

    assertThat(reply.status()).isBetween(400, 524);
    assertThat(reply.body()).doesNotContain(Rig.KEY);
    if (reply.contentType().equals(Reply.JSON)) {
      var error = Rig.json(reply.body()).required("error");
      assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
      assertThat(error.path("message").asString()).doesNotContain("{", "}");
      assertThat(NamedErrors.inside(name, NamedErrors.facts(CALL))).hasValue(reply.body());
    } else {
      assertThat(reply.body()).startsWith("<html>");
      assertThat(NamedErrors.inside(name, NamedErrors.facts(CALL))).isEmpty();
    }
  }

  static java.util.Set<String> names() {
    return NamedErrors.names();
  }

  @Test
  void the_three_kinds_of_429_can_be_told_apart() {
    var tokens = reply("rate_limit");
    var tooLarge = reply("too_large_request");
    var quota = reply("insufficient_quota");

    assertThat(tokens.status())
        .isEqualTo(tooLarge.status())
        .isEqualTo(quota.status())
        .isEqualTo(429);
    assertThat(tokens.body()).contains("\"type\":\"tokens\"", "Please try again in 9.816s");
    assertThat(tooLarge.body())
        .contains("\"type\":\"tokens\"", "\"message\":\"Request too large for");
    assertThat(quota.body()).contains("\"type\":\"insufficient_quota\"");
  }

  @Test
  void only_a_429_that_passes_by_waiting_says_how_long() {
    assertThat(reply("rate_limit").headers().first("retry-after")).hasValue("10");
    assertThat(reply("too_large_request").headers().first("retry-after")).isEmpty();
    assertThat(reply("credit_balance_exhausted").headers().first("retry-after")).isEmpty();
    assertThat(reply("overloaded").headers().first("retry-after")).hasValue("5");
  }

  @Test
  void an_error_names_the_model_and_the_organisation_of_its_request() {
    assertThat(reply("rate_limit").body())
        .contains("Rate limit reached for gpt-4o-mini in organization org-");
    assertThat(reply("model_not_found").body()).contains("The model `gpt-4o-mini` does not exist");
  }

  @Test
  void a_proxy_answers_in_html_not_json() {
    assertThat(reply("bad_gateway").contentType()).isEqualTo("text/html");
    assertThat(reply("cloudflare_520").status()).isEqualTo(520);
  }

  @Test
  void a_name_of_the_other_vendor_is_none_here() {
    assertThat(NamedErrors.find("no_such_name")).isEmpty();
  }

  private static Reply.Whole reply(String name) {
    return NamedErrors.find(name).orElseThrow().reply(NamedErrors.facts(CALL));
  }
}
