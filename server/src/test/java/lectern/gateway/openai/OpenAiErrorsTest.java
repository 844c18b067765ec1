package lectern.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import lectern.gateway.CallError;
import lectern.gateway.CallError.AskedNotToRetry;
import lectern.gateway.CallError.Invalid;
import lectern.gateway.CallError.NotUnderstood;
import lectern.gateway.CallError.Throttled;
import lectern.gateway.CallError.TooLong;
import lectern.gateway.wire.ErrorReplies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each row of OpenAI's table of errors, of Azure's differences, and of what other servers of its
/// kind say. `-` stands for null.
class OpenAiErrorsTest {
  private static String body(String type, String code, String message) {
    return """
    {"error": {"message": "%s", "type": "%s", "param": null, "code": %s}}\
    """
        .formatted(message, type, code.equals("-") ? "null" : "\"" + code + "\"");
  }

  private static String kind(int status, String body) {
    return OpenAiErrors.classify(ErrorReplies.of(status, body)).word();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "errors.csv", delimiter = '|', numLinesToSkip = 1)
  void every_row_of_the_table_has_its_kind(
      int status, String type, String code, String message, String kind) {
    assertThat(kind(status, body(type, code, message))).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          server_error | - | Sorry | provider_failed
          - | server_error | Sorry | provider_failed
          - | rate_limit_exceeded | Rate limit | throttled
          - | rate_limit_exceeded | Request too large for M | too_large
          tokens | - | Rate limit | throttled
          service_unavailable_error | server_is_overloaded | overloaded | overloaded
          - | server_is_overloaded | overloaded | overloaded
          insufficient_quota | insufficient_quota | exceeded | out_of_credit
          - | invalid_prompt | flagged | refused
          - | bio_policy | flagged | refused
          - | data_residency_mismatch | region | not_allowed
          - | vector_store_timeout | took too long | provider_failed
          - | invalid_base64_image | not an image | invalid
          - | image_too_large | not so large | invalid
          - | failed_to_download_image | gone | invalid
          - | context_length_exceeded | too long | too_long
          invalid_request_error | - | wrong | invalid
          a_type_of_tomorrow | - | who knows | not_understood
          """)
  void an_error_inside_a_200_means_what_it_would_mean_outside(
      String type, String code, String message, String kind) {
    assertThat(kind(200, body(type, code, message))).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"type": "error", "code": "server_is_overloaded", "message": "busy", "sequence_number": 3}\
        """,
        """
        {"type": "error", "error": {"type": "service_unavailable_error",
         "code": "server_is_overloaded", "message": "busy"}}\
        """,
        """
        {"id": "resp_1", "status": "failed",
         "error": {"code": "server_is_overloaded", "message": "busy"}}\
        """,
        """
        {"type": "response.failed", "response": {"error": {"code": "server_is_overloaded",
         "message": "busy"}}}\
        """,
        """
        {"error": {"code": "server_is_overloaded"}}\
        """,
      })
  void an_error_is_found_in_every_shape_it_comes_in(String body) {
    assertThat(kind(200, body)).isEqualTo("overloaded");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "errors-of-others.csv", delimiter = '|', numLinesToSkip = 1)
  void other_servers_of_its_kind_are_understood(int status, String body, String kind) {
    assertThat(kind(status, body)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "500, provider_failed",
    "502, provider_failed",
    "503, provider_failed",
    "504, provider_failed",
    "520, provider_failed",
    "521, provider_failed",
    "522, provider_failed",
    "523, provider_failed",
    "524, provider_failed",
    "408, provider_failed",
    "413, too_large",
    "429, throttled",
    "401, key_rejected",
    "403, not_allowed",
    "402, out_of_credit",
    "400, not_understood",
    "422, not_understood",
    "302, not_understood",
    "418, not_understood",
    "200, not_understood",
    "600, not_understood",
  })
  void a_page_of_a_proxy_and_nothing_at_all_mean_what_their_status_says(int status, String kind) {
    var page = "<html><head><title>%d</title></head></html>".formatted(status);

    assertThat(kind(status, page)).isEqualTo(kind);
    assertThat(kind(status, "")).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "[]", "7", "\"text\"", "{}", "{\"error\":null}", "{\"error\":[]}"})
  void json_that_tells_nothing_is_not_understood(String body) {
    assertThat(kind(400, body)).isEqualTo("not_understood");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "too-long.csv", delimiter = '|', numLinesToSkip = 1)
  void how_much_too_long_it_is_is_read_from_the_text(String message, long tokens, long limit) {
    var error =
        OpenAiErrors.classify(ErrorReplies.of(400, body("invalid_request_error", "-", message)));

    assertThat(error).isEqualTo(new TooLong(OptionalLong.of(tokens), OptionalLong.of(limit)));
  }

  @Test
  void llama_cpp_tells_the_figures_apart_from_its_text() {
    var body =
        """
        {"error": {"type": "exceed_context_size_error", "message": "exceeds", "n_prompt_tokens": 9,
         "n_ctx": 8}}\
        """;

    assertThat(OpenAiErrors.classify(ErrorReplies.of(400, body)))
        .isEqualTo(new TooLong(OptionalLong.of(9), OptionalLong.of(8)));
  }

  @Test
  void what_is_wrong_is_named() {
    var body =
        """
        {"error": {"type": "invalid_request_error", "param": "top_p", "message": "No."}}\
        """;

    assertThat(OpenAiErrors.classify(ErrorReplies.of(400, body)))
        .isEqualTo(new Invalid("top_p", "No."));
  }

  @Test
  void being_throttled_says_for_how_long() {
    var body = body("tokens", "rate_limit_exceeded", "Please try again in 9.816s.");

    assertThat(OpenAiErrors.classify(ErrorReplies.of(429, body)))
        .isEqualTo(new Throttled(Optional.of(Duration.ofMillis(9_816))));
  }

  @ParameterizedTest
  @CsvSource({"429, throttled", "500, provider_failed", "503, provider_failed"})
  void who_asks_not_to_be_asked_again_is_not(int status, String kind) {
    var error = classify(status, "false");

    assertThat(error).isInstanceOf(AskedNotToRetry.class);
    assertThat(error.word()).isEqualTo(kind);
    assertThat(error.charge()).isEqualTo(error.bare().charge());
    assertThat(error.message()).isEqualTo(error.bare().message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void advice_makes_no_difference_where_asking_again_is_no_use(String advice) {
    assertThat(classify(401, advice).word()).isEqualTo("key_rejected");
    assertThat(classify(401, advice)).isEqualTo(classify(401, "none"));
  }

  private static CallError classify(int status, String advice) {
    return OpenAiErrors.classify(
        ErrorReplies.of(status, Map.of("x-should-retry", advice), body("-", "-", "no")));
  }

  @Test
  void keys_are_never_repeated() {
    var body = body("invalid_request_error", "invalid_api_key", "Incorrect: sk-proj-12345678.");

    assertThat(OpenAiErrors.classify(ErrorReplies.of(401, body)).message())
        .endsWith("Incorrect: [key]");
    assertThat(OpenAiErrors.classify(ErrorReplies.of(418, "Bearer abcdefgh")))
        .isEqualTo(new NotUnderstood(418, "[key]"));
  }
}
