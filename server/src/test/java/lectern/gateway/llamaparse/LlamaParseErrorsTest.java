package lectern.gateway.llamaparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import lectern.gateway.CallError.AskedNotToRetry;
import lectern.gateway.CallError.BadDocument;
import lectern.gateway.CallError.Invalid;
import lectern.gateway.CallError.JobOutOfTime;
import lectern.gateway.CallError.Throttled;
import lectern.gateway.wire.ErrorReplies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each row of LlamaParse's tables: of what is wrong with a request, and with a document.
class LlamaParseErrorsTest {
  private static String kind(int status, String body) {
    return LlamaParseErrors.classify(ErrorReplies.of(status, body)).word();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {"detail": "target_pages is malformed"} | invalid
          400 | {"detail": "Unsupported file extension: .exe"} | not_offered
          400 | {"detail": "This file type is not supported"} | not_offered
          400 | {"detail": "The file is empty"} | bad_document
          401 | {"detail": "Invalid authentication token"} | key_rejected
          401 | {"detail": "Invalid API Key"} | key_rejected
          402 | {"detail": "You've exceeded the maximum number of credits"} | out_of_credit
          403 | {"detail": "No permission to access this project"} | not_allowed
          404 | {"detail": "Job not found"} | not_found
          404 | {"detail": "File not found"} | not_found
          404 | {"detail": "Result for Parsing Job 1 not found. Check job status"} | not_found
          405 | {"detail": "Method Not Allowed"} | not_offered
          408 | {"detail": "Request Timeout"} | provider_failed
          409 | {"detail": "Conflict"} | provider_failed
          410 | {"detail": "Gone"} | result_expired
          413 | {"detail": "File too large"} | too_large
          422 | {"detail": [{"loc": ["body", "tier"], "msg": "Field required"}]} | invalid
          422 | {"detail": {"message": "exactly one of file_id, source_url"}} | invalid
          429 | {"detail": "Rate limit exceeded"} | throttled
          500 | {"detail": "Oops! Something went wrong on our end."} | provider_failed
          418 | {"detail": "teapot"} | not_understood
          """)
  void every_row_of_the_table_has_its_kind(int status, String body, String kind) {
    assertThat(kind(status, body)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "400, not_understood",
    "401, key_rejected",
    "404, not_understood",
    "413, too_large",
    "422, invalid",
    "429, throttled",
    "502, provider_failed",
    "503, provider_failed",
    "504, provider_failed",
    "302, not_understood",
    "200, not_understood",
  })
  void a_page_of_a_proxy_and_nothing_at_all_mean_what_their_status_says(int status, String kind) {
    assertThat(kind(status, "<html><title>%d</title></html>".formatted(status))).isEqualTo(kind);
    assertThat(kind(status, "")).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FAILED | UNSUPPORTED_FILE_TYPE: not supported | not_offered
          FAILED | PDF_IS_PROTECTED: needs a password | bad_document
          FAILED | PDF_IS_BROKEN: cannot be opened | bad_document
          FAILED | NO_DATA_FOUND_IN_FILE: nothing on these pages | bad_document
          FAILED | DOCUMENT_TOO_LARGE: too large | too_large
          FAILED | TOO_MANY_PAGES: too many | too_large
          FAILED | TIMEOUT: took longer | job_out_of_time
          FAILED | The job ended with EXPIRED | job_out_of_time
          FAILED | llm_refusal: the model refused | not_offered
          FAILED | INVALID_PAGE_RANGE: 9- | invalid
          FAILED | A_CODE_OF_TOMORROW: who knows | not_understood
          FAILED | no code at all | not_understood
          ERROR | PDF_IS_BROKEN | bad_document
          CANCELLED | by somebody else | not_understood
          """)
  void every_way_in_which_a_job_fails_has_its_kind(String status, String message, String kind) {
    assertThat(LlamaParseErrors.job(status, message).word()).isEqualTo(kind);
  }

  @Test
  void what_is_told_of_a_failed_job_is_its_code_and_its_words() {
    assertThat(LlamaParseErrors.job("FAILED", "PDF_IS_BROKEN: no trailer"))
        .isEqualTo(new BadDocument("PDF_IS_BROKEN", "PDF_IS_BROKEN: no trailer"));
    assertThat(LlamaParseErrors.job("FAILED", "Code TIMEOUT"))
        .isEqualTo(new JobOutOfTime("TIMEOUT"));
  }

  @Test
  void which_field_is_wrong_is_named() {
    var body =
        """
        {"detail": [{"loc": ["body", "page_ranges", 0], "msg": "Not a range"}]}\
        """;

    assertThat(LlamaParseErrors.classify(ErrorReplies.of(422, body)))
        .isEqualTo(new Invalid("body.page_ranges.0", "Not a range"));
  }

  @Test
  void what_was_there_and_is_not_any_more_has_expired() {
    var gone = ErrorReplies.of(404, "{\"detail\": \"Job not found\"}");

    assertThat(LlamaParseErrors.classifyKnown(gone).word()).isEqualTo("result_expired");
    assertThat(LlamaParseErrors.classifyKnown(ErrorReplies.of(500, "")).word())
        .isEqualTo("provider_failed");
  }

  @Test
  void an_address_whose_signature_is_too_old_has_expired() {
    var xml = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";

    assertThat(kind(403, xml)).isEqualTo("result_expired");
    assertThat(kind(403, "<Error><Code>AccessDenied</Code></Error>")).isEqualTo("not_allowed");
  }

  @Test
  void being_throttled_says_for_how_long_if_it_does() {
    assertThat(LlamaParseErrors.classify(ErrorReplies.of(429, "")))
        .isEqualTo(new Throttled(Optional.empty()));
    assertThat(LlamaParseErrors.classify(ErrorReplies.of(429, Map.of("retry-after", "2"), "")))
        .isEqualTo(new Throttled(Optional.of(Duration.ofSeconds(2))));
  }

  @Test
  void who_asks_not_to_be_asked_again_is_not() {
    var headers = Map.of("x-should-retry", "false");

    assertThat(LlamaParseErrors.classify(ErrorReplies.of(500, headers, "")))
        .isInstanceOf(AskedNotToRetry.class);
    assertThat(LlamaParseErrors.classify(ErrorReplies.of(402, headers, "")).word())
        .isEqualTo("out_of_credit");
  }
}
