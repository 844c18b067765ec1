package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lectern.simulator.bill.Charge;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Manner;
import lectern.simulator.fault.Match;
import lectern.simulator.fault.Plan;
import lectern.simulator.fault.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ChatTest {
  static final String PATH = "/chat/completions";

  /// A request to that model; `more` holds further fields, each with a comma before it.
  static String hello(String model, String more) {
    return """
    {"model": "%s", "messages": [{"role": "user", "content": "Hello"}]%s}
    """
        .formatted(model, more);
  }

  private static JsonNode ask(String body) throws Exception {
    return ask(Plan.USUAL, body);
  }

  private static JsonNode ask(Plan plan, String body) throws Exception {
    try (var rig = Rig.start(plan)) {
      var response = rig.post(PATH, body);

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return Rig.json(response);
    }
  }

  /// A plan by which the model fails in that manner.
  static Plan answering(Manner manner) {
    return plan(new Fault.Answer(manner));
  }

  /// A plan by which this befalls every request.
  static Plan plan(Fault fault) {
    var rule = new Rule("odd", Match.ANYTHING, List.of(fault));
    var usual = Plan.USUAL;
    return new Plan(
        usual.seed(), usual.latency(), usual.limits(), usual.jobs(), usual.purses(), List.of(rule));
  }

  @Test
  void an_answer_has_all_the_parts_that_the_vendor_s_has() throws Exception {
    var answer = ask(hello("gpt-4o-mini", ""));

    assertThat(answer.propertyNames())
        .containsExactly(
            "id",
            "object",
            "created",
            "model",
            "choices",
            "usage",
            "service_tier",
            "system_fingerprint");
    assertThat(answer.path("id").asString()).matches("chatcmpl-[A-Za-z0-9]{29}");
    assertThat(answer.path("choices").get(0).toString())
        .startsWith("{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"You said:")
        .endsWith(
            "\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}");
  }

  @Test
  void the_model_of_an_answer_is_the_snapshot_not_the_alias_asked_for() throws Exception {
    assertThat(ask(hello("gpt-4o-mini", "")).path("model").asString())
        .isEqualTo("gpt-4o-mini-2024-07-18");
  }

  @Test
  void usage_adds_up_and_stands_on_the_bill_exactly() throws Exception {
    try (var rig = Rig.start()) {
      var usage = Rig.json(rig.post(PATH, hello("gpt-5-nano", ""))).path("usage");

      var prompt = usage.path("prompt_tokens").asLong();
      var completion = usage.path("completion_tokens").asLong();
      var reasoning = usage.at("/completion_tokens_details/reasoning_tokens").asLong();
      assertThat(prompt).isEqualTo(3 + 3 + 1);
      assertThat(completion).isGreaterThan(reasoning);
      assertThat(reasoning).isPositive();
      assertThat(usage.path("total_tokens").asLong()).isEqualTo(prompt + completion);
      assertThat(rig.simulator.bill().entries().getFirst().charge())
          .isEqualTo(
              new Charge(
                  "gpt-5-nano-2025-08-07",
                  new Charge.Tokens(prompt, 0, 0, completion, reasoning),
                  prompt * 50_000 + completion * 400_000));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "auto, default, 1",
    "default, default, 1",
    "scale, default, 1",
    "flex, flex, 0.5",
    "priority, priority, 2",
    "fast, priority, 2"
  })
  void the_tier_really_used_is_echoed_and_billed(String asked, String echoed, double factor)
      throws Exception {
    try (var rig = Rig.start()) {
      rig.post(PATH, hello("gpt-4o-mini", ""));

      var answer =
          Rig.json(rig.post(PATH, hello("gpt-4o-mini", ", \"service_tier\": \"" + asked + "\"")));

      var bill = rig.simulator.bill().entries();
      assertThat(answer.path("service_tier").asString()).isEqualTo(echoed);
      assertThat((double) bill.get(1).charge().picoUsd())
          .isEqualTo(factor * bill.get(0).charge().picoUsd());
    }
  }

  @Test
  void equal_requests_have_equal_answers_but_ids_of_their_own() throws Exception {
    try (var rig = Rig.start();
        var other = Rig.start()) {
      var first = rig.post(PATH, hello("gpt-4o-mini", "")).body();
      var second = rig.post(PATH, hello("gpt-4o-mini", "")).body();

      assertThat(second).isNotEqualTo(first);
      assertThat(other.post(PATH, hello("gpt-4o-mini", "")).body()).isEqualTo(first);
      assertThat(other.post(PATH, hello("gpt-4o-mini", "")).body()).isEqualTo(second);
    }
  }

  @Test
  void several_choices_are_numbered_and_all_counted() throws Exception {
    var one = ask(hello("gpt-4o-mini", ""));
    var three = ask(hello("gpt-4o-mini", ", \"n\": 3"));

    assertThat(three.path("choices")).hasSize(3);
    assertThat(three.at("/choices/2/index").intValue()).isEqualTo(2);
    assertThat(three.at("/usage/completion_tokens").intValue())
        .isGreaterThan(2 * one.at("/usage/completion_tokens").intValue());
  }

  @Test
  void a_cut_answer_has_exactly_the_tokens_allowed_and_ends_for_its_length() throws Exception {
    var answer = ask(hello("gpt-4o-mini", ", \"max_tokens\": 3"));

    assertThat(answer.at("/usage/completion_tokens").intValue()).isEqualTo(3);
    assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("length");
  }

  @Test
  void cut_json_is_no_json() throws Exception {
    var answer =
        ask(
            """
            {"model": "gpt-4o-mini", "response_format": {"type": "json_object"}, "max_tokens": 5,
             "messages": [{"role": "user", "content": "Answer in JSON."}]}
            """);

    assertThat(answer.at("/choices/0/message/content").asString())
        .startsWith("{")
        .doesNotEndWith("}");
    assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("length");
  }

  @Test
  void reasoning_may_burn_all_tokens_and_is_billed() throws Exception {
    var answer =
        ask(hello("gpt-5", ", \"max_completion_tokens\": 50, \"reasoning_effort\": \"high\""));

    assertThat(answer.at("/choices/0/message/content").asString()).isEmpty();
    assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("length");
    assertThat(answer.at("/usage/completion_tokens").intValue()).isEqualTo(50);
    assertThat(answer.at("/usage/completion_tokens_details/reasoning_tokens").intValue())
        .isEqualTo(50);
  }

  @Test
  void a_refusal_has_null_content_and_still_ends_with_stop() throws Exception {
    var choice = ask(answering(Manner.REFUSAL), hello("gpt-4o-mini", "")).at("/choices/0");

    assertThat(choice.at("/message/content").isNull()).isTrue();
    assertThat(choice.at("/message/refusal").asString()).isNotEmpty();
    assertThat(choice.path("finish_reason").asString()).isEqualTo("stop");
  }

  @Test
  void a_filtered_answer_ends_with_content_filter() throws Exception {
    var choice = ask(answering(Manner.CONTENT_FILTER), hello("gpt-4o-mini", "")).at("/choices/0");

    assertThat(choice.path("finish_reason").asString()).isEqualTo("content_filter");
  }

  @Test
  void log_probabilities_come_on_demand() throws Exception {
    var answer = ask(hello("gpt-4o-mini", ", \"logprobs\": true, \"top_logprobs\": 2"));

    assertThat(answer.at("/choices/0/logprobs/content").size())
        .isEqualTo(answer.at("/usage/completion_tokens").intValue());
  }

  @Test
  void pictures_and_files_are_counted_but_not_looked_at() throws Exception {
    var answer =
        ask(
            """
            {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": [
              {"type": "text", "text": "Hello"},
              {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA", "detail": \
              "low"}},
              {"type": "file", "file": {"file_id": "file-1"}}]}]}
            """);

    assertThat(answer.at("/usage/prompt_tokens").intValue()).isEqualTo(7 + 85 + 1_000);
  }
}
