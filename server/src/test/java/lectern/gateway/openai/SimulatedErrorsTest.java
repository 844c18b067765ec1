package lectern.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import lectern.gateway.CallError;
import lectern.gateway.CallError.Overloaded;
import lectern.gateway.wire.SimulatedReplies;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each error that the simulator knows by name, through a real exchange.
@TestInstance(Lifecycle.PER_CLASS)
class SimulatedErrorsTest {
  private SimulatedReplies simulated;

  @BeforeAll
  void start() throws Exception {
    simulated = SimulatedReplies.start();
  }

  @AfterAll
  void stop() {
    simulated.close();
  }

  private CallError error(String fault) throws Exception {
    return OpenAiErrors.classify(
        simulated.error(
            fault,
            "/v1/chat/completions",
            """
            {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hi"}]}\
            """));
  }

  @ParameterizedTest
  @CsvSource({
    "malformed, invalid",
    "invalid_value, invalid",
    "missing_required_parameter, invalid",
    "context_length_exceeded, too_long",
    "context_length_exceeded_old, too_long",
    "unsupported_parameter, invalid",
    "unsupported_value, invalid",
    "unknown_parameter, invalid",
    "invalid_json_schema, invalid",
    "invalid_json_schema_old, invalid",
    "invalid_function_parameters, invalid",
    "tools_with_reasoning, invalid",
    "invalid_service_tier, invalid",
    "max_tokens_per_request, too_large",
    "invalid_prompt, refused",
    "content_policy_violation, refused",
    "content_filter, refused",
    "cannot_find_file, invalid",
    "file_too_large, invalid",
    "invalid_api_key, key_rejected",
    "missing_api_key, key_rejected",
    "mismatched_organization, not_allowed",
    "mismatched_project, not_allowed",
    "not_a_member, not_allowed",
    "ip_not_authorized, not_allowed",
    "no_model_access, unknown_model",
    "unsupported_country, not_allowed",
    "model_not_found, unknown_model",
    "no_such_file, not_found",
    "no_such_batch, not_found",
    "timeout, provider_failed",
    "conflict, provider_failed",
    "unprocessable, invalid",
    "rate_limit, throttled",
    "rate_limit_old, throttled",
    "rate_limit_requests, throttled",
    "too_large_request, too_large",
    "slow_down, throttled",
    "insufficient_quota, out_of_credit",
    "credit_balance_exhausted, out_of_credit",
    "organization_spend_limit_exceeded, out_of_credit",
    "project_spend_limit_exceeded, out_of_credit",
    "organization_usage_limit_exceeded, out_of_credit",
    "server_error, provider_failed",
    "overloaded, overloaded",
    "overloaded_old, overloaded",
    "slow_down_503, overloaded",
    "bad_gateway, provider_failed",
    "gateway_timeout, provider_failed",
    "cloudflare_520, provider_failed",
    "cloudflare_521, provider_failed",
    "cloudflare_522, provider_failed",
    "cloudflare_523, provider_failed",
    "cloudflare_524, provider_failed",
    "payload_too_large, too_large",
  })
  void every_error_of_the_simulator_is_understood(String name, String kind) throws Exception {
    assertThat(error("error: " + name).word()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "server_error, provider_failed",
    "overloaded, overloaded",
    "rate_limit, throttled",
    "too_large_request, too_large",
    "insufficient_quota, out_of_credit",
    "context_length_exceeded, too_long",
    "content_filter, refused",
    "invalid_value, invalid",
  })
  void an_error_inside_a_200_is_understood(String name, String kind) throws Exception {
    assertThat(error("error_inside: {name: " + name + "}").word()).isEqualTo(kind);
  }

  @Test
  void a_date_to_come_again_is_understood() throws Exception {
    var error = error("error: {name: overloaded, retry_after: \"http-date:30\"}");

    assertThat(error).isEqualTo(new Overloaded(Optional.of(Duration.ofSeconds(30))));
  }

  @Test
  void every_name_in_the_simulators_documents_is_tried() throws Exception {
    var documents = Files.readString(Path.of("../docs/simulator.md"));
    var table = documents.substring(documents.indexOf("| status | OpenAI |"));
    var names =
        Pattern.compile("`(\\w+)`")
            .matcher(table.substring(0, table.indexOf("\n\n")))
            .results()
            .map(it -> it.group(1));
    var tried =
        SimulatedErrorsTest.class
            .getDeclaredMethod(
                "every_error_of_the_simulator_is_understood", String.class, String.class)
            .getAnnotation(CsvSource.class)
            .value();

    assertThat(names)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(tried).map(row -> row.substring(0, row.indexOf(','))).toList());
  }
}
