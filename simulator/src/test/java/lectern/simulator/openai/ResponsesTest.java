package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Manner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ResponsesTest {
  static final String PATH = "/responses";

  /// A request; `more` holds further fields, each with a comma before it.
  static String hello(String model, String more) {
    return "{\"model\": \"%s\", \"input\": \"Hello\"%s}".formatted(model, more);
  }

  static JsonNode respond(Rig rig, String body) throws Exception {
    var response = rig.post(PATH, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Rig.json(response);
  }

  private static List<String> types(JsonNode response) {
    return response.path("output").valueStream().map(i -> i.path("type").asString()).toList();
  }

  private static String refusal(Rig rig, String body) throws Exception {
    var response = rig.post(PATH, body);
    var error = Rig.error(response);
    return "%d %s %s %s"
        .formatted(
            response.statusCode(),
            error.path("param").asString("-"),
            error.path("code").asString("-"),
            error.path("message").asString());
  }

  @Test
  void a_response_has_all_the_parts_that_the_vendor_s_has() throws Exception {
    try (var rig = Rig.start()) {
      var response = respond(rig, hello("gpt-4.1", ""));

      assertThat(response.path("id").asString()).startsWith("resp_");
      assertThat(response.path("status").asString()).isEqualTo("completed");
      assertThat(response.path("model").asString()).isEqualTo("gpt-4.1-2025-04-14");
      assertThat(response.path("store").booleanValue()).isTrue();
      assertThat(response.path("error").isNull()).isTrue();
      assertThat(response.path("text").toString()).contains("\"format\":{\"type\":\"text\"}");
      assertThat(response.at("/output/0/content/0").toString())
          .startsWith(
              "{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":\"You");
      assertThat(response.has("output_text")).isFalse();
      assertThat(response.at("/usage/input_tokens").intValue()).isEqualTo(7);
    }
  }

  @Test
  void the_first_item_of_the_output_may_be_the_reasoning() throws Exception {
    try (var rig = Rig.start()) {
      assertThat(types(respond(rig, hello("gpt-5", "")))).containsExactly("reasoning", "message");
    }
  }

  @Test
  void summary_and_encrypted_reasoning_come_on_demand() throws Exception {
    try (var rig = Rig.start()) {
      var response =
          respond(
              rig,
              hello(
                  "gpt-5",
                  ", \"reasoning\": {\"effort\": \"low\", \"summary\": \"auto\"},"
                      + " \"include\": [\"reasoning.encrypted_content\"]"));

      assertThat(response.at("/output/0/summary/0/type").asString()).isEqualTo("summary_text");
      assertThat(response.at("/output/0/encrypted_content").asString()).isNotEmpty();
    }
  }

  @Test
  void a_response_goes_on_from_the_one_before() throws Exception {
    try (var rig = Rig.start()) {
      var first =
          respond(
              rig, hello("gpt-4.1", "").replace("Hello", "The secret colour is vermilion blue."));

      var second =
          respond(
              rig,
              hello(
                      "gpt-4.1",
                      ", \"previous_response_id\": \"" + first.path("id").asString() + "\"")
                  .replace("Hello", "What is the secret colour?"));

      assertThat(second.at("/output/0/content/0/text").asString()).contains("vermilion");
      assertThat(second.at("/usage/input_tokens").intValue())
          .isGreaterThan(first.at("/usage/total_tokens").intValue());
    }
  }

  @Test
  void a_response_before_that_nobody_knows_is_refused() throws Exception {
    try (var rig = Rig.start()) {
      assertThat(refusal(rig, hello("gpt-4.1", ", \"previous_response_id\": \"resp_1\"")))
          .isEqualTo(
              "400 previous_response_id previous_response_not_found Previous response with id"
                  + " 'resp_1' not found.");
    }
  }

  @Test
  void results_are_joined_by_call_id_not_by_id() throws Exception {
    try (var rig = Rig.start()) {
      var items =
          """
          {"model": "gpt-4.1", "input": [{"role": "user", "content": "How long?"},
            {"type": "function_call", "id": "fc_1", "call_id": "call_1", "name": "f", \
            "arguments": "{}"},
            {"type": "function_call_output", "call_id": "fc_1", "output": "24"}]}
          """;

      assertThat(refusal(rig, items))
          .isEqualTo("400 input - No tool call found for function call output with call_id fc_1.");
      assertThat(
              respond(rig, items.replace("\"call_id\": \"fc_1\"", "\"call_id\": \"call_1\""))
                  .at("/output/0/content/0/text")
                  .asString())
          .isEqualTo("The tool answered: 24.");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          , "max_completion_tokens": 5           | 400 max_completion_tokens unknown_parameter
          , "max_output_tokens": 5               | 400 max_output_tokens integer_below_min_value
          , "response_format": {"type": "text"}  | 400 response_format unknown_parameter
          , "reasoning": {"effort": "low"}       | 400 reasoning.effort unsupported_parameter
          , "include": ["all"]                   | 400 include invalid_value
          , "background": true, "store": false   | 400 store -
          , "conversation": "conv_1"             | 404 conversation -
          , "text": {"format": {"type": "json_object"}} | 400 input -
          , "tools": [{"type": "function", "function": {"name": "f"}}] | 400 tools[0].name \
          missing_required_parameter
          """)
  void a_wrong_parameter_is_refused(String more, String error) throws Exception {
    try (var rig = Rig.start()) {
      assertThat(refusal(rig, hello("gpt-4.1", more))).startsWith(error);
      assertThat(rig.simulator.bill().entries()).isEmpty();
    }
  }

  @Test
  void a_bad_strict_schema_is_refused_by_its_new_place() throws Exception {
    try (var rig = Rig.start()) {
      var format =
          ", \"text\": {\"format\": {\"type\": \"json_schema\", \"name\": \"a\", \"strict\": true,"
              + " \"schema\": {\"type\": \"object\", \"properties\": {}}}}";

      assertThat(refusal(rig, hello("gpt-4.1", format)))
          .startsWith("400 text.format.schema invalid_json_schema Invalid schema for");
    }
  }

  @Test
  void a_cut_response_is_incomplete_and_says_why() throws Exception {
    try (var rig = Rig.start()) {
      var response =
          respond(
              rig,
              hello("gpt-4.1", ", \"max_output_tokens\": 16")
                  .replace("Hello", "Answer with exactly 99 tokens."));

      assertThat(response.path("status").asString()).isEqualTo("incomplete");
      assertThat(response.at("/incomplete_details/reason").asString())
          .isEqualTo("max_output_tokens");
      assertThat(response.at("/output/0/status").asString()).isEqualTo("incomplete");
      assertThat(response.at("/usage/output_tokens").intValue()).isEqualTo(16);
    }
  }

  @Test
  void reasoning_may_leave_no_message_at_all() throws Exception {
    try (var rig = Rig.start()) {
      assertThat(types(respond(rig, hello("gpt-5", ", \"max_output_tokens\": 20"))))
          .containsExactly("reasoning");
    }
  }

  @Test
  void a_filtered_response_is_incomplete_and_says_why() throws Exception {
    try (var rig = Rig.start(ChatTest.answering(Manner.CONTENT_FILTER))) {
      assertThat(respond(rig, hello("gpt-4.1", "")).at("/incomplete_details/reason").asString())
          .isEqualTo("content_filter");
    }
  }

  @Test
  void a_refusal_is_a_part_of_the_message() throws Exception {
    try (var rig = Rig.start(ChatTest.answering(Manner.REFUSAL))) {
      assertThat(respond(rig, hello("gpt-4.1", "")).at("/output/0/content/0/type").asString())
          .isEqualTo("refusal");
    }
  }

  @Test
  void input_tokens_are_counted_without_an_answer_or_a_price() throws Exception {
    try (var rig = Rig.start()) {
      var counted = Rig.json(rig.post(PATH + "/input_tokens", hello("gpt-4.1", "")));

      assertThat(counted.toString())
          .isEqualTo("{\"object\":\"response.input_tokens\",\"input_tokens\":7}");
      assertThat(rig.simulator.bill().entries()).isEmpty();
    }
  }

  @Test
  void compaction_is_refused_in_so_many_words() throws Exception {
    try (var rig = Rig.start()) {
      var refused = rig.post(PATH + "/compact", hello("gpt-4.1", ""));

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(Rig.error(refused).path("message").asString()).contains("not imitated");
    }
  }

  @Test
  void models_that_refuse_tools_in_chats_take_them_here() throws Exception {
    try (var rig = Rig.start()) {
      var response =
          respond(
              rig,
              hello(
                      "gpt-6-sol",
                      ", \"tools\": [{\"type\": \"function\", \"name\": \"search\","
                          + " \"parameters\": {\"type\": \"object\", \"properties\": {}}}]")
                  .replace("Hello", "Where is the filter?"));

      assertThat(types(response)).containsExactly("reasoning", "function_call");
      assertThat(response.at("/output/1/call_id").asString()).startsWith("call_");
      assertThat(response.at("/output/1/id").asString()).startsWith("fc_");
    }
  }

  @Test
  void a_failed_response_comes_with_status_200() throws Exception {
    try (var rig = Rig.start(ChatTest.plan(new Fault.ErrorInside("server_error", 0)))) {
      var response = respond(rig, hello("gpt-4.1", ""));

      assertThat(response.path("object").asString()).isEqualTo("response");
      assertThat(response.path("status").asString()).isEqualTo("failed");
      assertThat(response.at("/error/code").asString()).isEqualTo("server_error");
    }
  }

  @Test
  void a_request_that_is_refused_has_no_answer_for_an_error_to_be_inside_of() throws Exception {
    try (var rig = Rig.start(ChatTest.plan(new Fault.ErrorInside("server_error", 0)))) {
      var refused = rig.post(PATH, "{\"model\": \"gpt-4.1\"}");

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(Rig.error(refused).path("param").asString()).isEqualTo("input");
    }
  }

  @Test
  void no_answer_is_longer_than_the_model_can_make_one() throws Exception {
    try (var rig = Rig.start()) {
      var endless = hello("gpt-4o-mini", "").replace("Hello", "Write exactly 20000 tokens.");

      var response = respond(rig, endless);

      assertThat(response.path("status").asString()).isEqualTo("incomplete");
      assertThat(response.at("/usage/output_tokens").intValue()).isEqualTo(16_384);
    }
  }
}
