package lectern.simulator.openai;

import static lectern.simulator.openai.ChatTest.hello;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What chat completions refuse, and in which words. Nothing of it is billed.
class ChatErrorsTest {
  private static final String TOOL =
      """
      , "tools": [{"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}]
      """;

  private static Rig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = Rig.start();
  }

  @AfterAll
  static void stop() {
    assertThat(rig.simulator.bill().entries()).isEmpty();
    rig.close();
  }

  /// The error as `status param code message`.
  private static String refusal(String body) throws Exception {
    rig.time.advance(java.time.Duration.ofMinutes(1));
    var response = rig.post(ChatTest.PATH, body);
    var error = Rig.error(response);
    assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
    return "%d %s %s %s"
        .formatted(
            response.statusCode(),
            error.path("param").asString("-"),
            error.path("code").asString("-"),
            error.path("message").asString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "foo": 1               | 400 foo unknown_parameter Unknown parameter: 'foo'.
          "temperature": 3       | 400 temperature decimal_above_max_value Invalid \
          'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.
          "temperature": "hot"   | 400 temperature invalid_type Invalid type for 'temperature': \
          expected a decimal, but got a string instead.
          "n": 0                 | 400 n integer_below_min_value Invalid 'n': integer below \
          minimum value. Expected a value >= 1, but got 0 instead.
          "n": 129               | 400 n integer_above_max_value Invalid 'n': integer above \
          maximum value. Expected a value <= 128, but got 129 instead.
          "presence_penalty": -3 | 400 presence_penalty decimal_below_min_value Invalid \
          'presence_penalty': decimal below minimum value. Expected a value >= -2, but got -3 \
          instead.
          "stop": ["a","b","c","d","e"] | 400 stop array_above_max_length Invalid 'stop': array \
          too long. Expected an array with maximum length 4, but got an array with length 5 instead.
          "top_logprobs": 3      | 400 top_logprobs - The 'top_logprobs' parameter is only \
          allowed when 'logprobs' is enabled.
          "max_tokens": 20000    | 400 max_tokens invalid_value max_tokens is too large: 20000. \
          This model supports at most 16384 completion tokens, whereas you provided 20000.
          "tool_choice": "auto"  | 400 tool_choice - Invalid value for 'tool_choice': \
          'tool_choice' is only allowed when 'tools' are specified.
          "service_tier": "slow" | 400 service_tier - Invalid service_tier argument: 'slow'. \
          Supported values are: 'auto', 'default', 'flex', 'scale', 'priority', and 'fast'.
          "stream_options": {"include_usage": true} | 400 stream_options - The 'stream_options' \
          parameter is only allowed when 'stream' is enabled.
          "reasoning_effort": "low" | 400 reasoning_effort unsupported_parameter Unsupported \
          parameter: 'reasoning_effort' is not supported with this model.
          "response_format": {"type": "json_object"} | 400 messages - 'messages' must contain \
          the word 'json' in some form, to use 'response_format' of type 'json_object'.
          "tools": [{"type": "function", "function": {"name": "a b"}}] | 400 \
          tools[0].function.name invalid_value Invalid 'tools[0].function.name': string does not \
          match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.
          "tools": [{"type": "function", "function": {"name": "f", "parameters": {"type": \
          "string"}}}] | 400 tools[0].function.parameters invalid_function_parameters Invalid \
          schema for function 'f': schema must be a JSON Schema of 'type: "object"', got 'type: \
          "string"'.
          """)
  void a_wrong_parameter_is_refused_in_the_vendor_s_words(String field, String error)
      throws Exception {
    assertThat(refusal(hello("gpt-4o-mini", ", " + field))).isEqualTo(error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                            | 400 model missing_required_parameter \
          Missing required parameter: 'model'.
          {"model": "gpt-4o"}                           | 400 messages \
          missing_required_parameter Missing required parameter: 'messages'.
          {"model": "gpt-4o", "messages": [{}]}         | 400 messages[0].role \
          missing_required_parameter Missing required parameter: 'messages[0].role'.
          {"model": "gpt-4o", "messages": [{"role": "user"}]} | 400 messages[0].content \
          missing_required_parameter Missing required parameter: 'messages[0].content'.
          []                                            | 400 - - We could not parse the JSON \
          body of your request.
          """)
  void a_missing_field_is_named(String body, String error) throws Exception {
    assertThat(refusal(body)).isEqualTo(error);
  }

  @Test
  void no_messages_are_too_few() throws Exception {
    assertThat(refusal("{\"model\": \"gpt-4o\", \"messages\": []}"))
        .startsWith("400 messages empty_array ");
  }

  @Test
  void an_unknown_model_is_not_found() throws Exception {
    assertThat(refusal(hello("gpt-9", "")))
        .isEqualTo(
            "404 - model_not_found The model `gpt-9` does not exist or you do not have access to"
                + " it.");
  }

  @Test
  void a_reasoning_model_rejects_max_tokens() throws Exception {
    assertThat(refusal(hello("o3", ", \"max_tokens\": 10")))
        .isEqualTo(
            "400 max_tokens unsupported_parameter Unsupported parameter: 'max_tokens' is not"
                + " supported with this model. Use 'max_completion_tokens' instead.");
  }

  @Test
  void a_reasoning_model_takes_only_the_default_temperature() throws Exception {
    assertThat(refusal(hello("gpt-5", ", \"temperature\": 0.2")))
        .isEqualTo(
            "400 temperature unsupported_value Unsupported value: 'temperature' does not support"
                + " 0.2 with this model. Only the default (1) value is supported.");
  }

  @ParameterizedTest
  @CsvSource({"stop, '\"x\"'", "logit_bias, '{\"1\": 1}'", "logprobs, true", "top_p, 0.5"})
  void a_reasoning_model_takes_no_sampling_parameters(String name, String value) throws Exception {
    assertThat(refusal(hello("o4-mini", ", \"" + name + "\": " + value)))
        .startsWith("400 " + name + " unsupported_parameter ");
  }

  @ParameterizedTest
  @CsvSource({"gpt-5.4", "gpt-5.6-luna", "gpt-6-sol"})
  void current_models_refuse_tools_unless_the_effort_is_none_explicitly(String model)
      throws Exception {
    assertThat(refusal(hello(model, TOOL)))
        .isEqualTo(
            ("400 reasoning_effort - Function tools with reasoning_effort are not supported for %s"
                    + " in /v1/chat/completions. To use function tools, use /v1/responses or set"
                    + " reasoning_effort to 'none'.")
                .formatted(model));
  }

  @ParameterizedTest
  @CsvSource({"gpt-6.1-sol, none", "gpt-6.2-sol, none", "gpt-6.1-sol, minimal", "gpt-5, none"})
  void not_every_model_takes_every_effort(String model, String effort) throws Exception {
    assertThat(refusal(hello(model, ", \"reasoning_effort\": \"" + effort + "\"")))
        .startsWith(
            "400 reasoning_effort unsupported_value Unsupported value: 'reasoning_effort' does not"
                + " support '"
                + effort
                + "' with this model.");
  }

  @Test
  void a_tool_call_without_its_result_is_refused() throws Exception {
    var body =
        """
        {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hi"},
          {"role": "assistant", "content": null, "tool_calls": [{"id": "call_1", "type": "function",
            "function": {"name": "f", "arguments": "{}"}}]},
          {"role": "user", "content": "Well?"}]}
        """;

    assertThat(refusal(body))
        .startsWith("400 messages - An assistant message with 'tool_calls' must be followed")
        .endsWith(": call_1");
  }

  @Test
  void a_result_without_its_call_is_refused() throws Exception {
    var body =
        """
        {"model": "gpt-4o-mini", "messages": [
          {"role": "tool", "tool_call_id": "call_1", "content": "x"}]}
        """;

    assertThat(refusal(body)).startsWith("400 messages - Invalid parameter: messages with role");
  }

  @Test
  void a_strict_schema_must_require_everything_and_allow_nothing_else() throws Exception {
    var format =
        """
        , "response_format": {"type": "json_schema", "json_schema": {"name": "a", "strict": true,
          "schema": {"type": "object", "properties": {"x": {"type": "object", "properties": {}}},
          "required": ["x"], "additionalProperties": false}}}
        """;

    assertThat(refusal(hello("gpt-4o-mini", format)))
        .isEqualTo(
            "400 response_format invalid_json_schema Invalid schema for response_format 'a': In"
                + " context=('properties', 'x'), 'additionalProperties' is required to be supplied"
                + " and to be false.");
  }

  @Test
  void an_older_model_tells_both_figures_when_the_prompt_is_too_long() throws Exception {
    assertThat(refusal(hello("o3", "").replace("Hello", "a ".repeat(200_001))))
        .matches(
            "400 messages context_length_exceeded This model's maximum context length is 200000"
                + " tokens\\. However, your messages resulted in 20\\d{4} tokens\\. Please reduce"
                + " the length of the messages\\.");
  }

  @Test
  void a_newer_model_tells_no_figures_when_the_prompt_is_too_long() throws Exception {
    assertThat(refusal(hello("gpt-5-nano", "").replace("Hello", "a ".repeat(272_001))))
        .isEqualTo(
            "400 messages context_length_exceeded Your input exceeds the context window of this"
                + " model. Please adjust your input and try again.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "BIG"})
  void a_number_that_no_double_holds_is_refused_like_any_other(String number) throws Exception {
    var temperature = number.replace("BIG", "9".repeat(400));

    assertThat(refusal(hello("gpt-4o", ", \"temperature\": " + temperature)))
        .startsWith("400 temperature decimal_above_max_value");
  }
}
