package lectern.gateway.llamaparse;

import static org.assertj.core.api.Assertions.assertThat;

import lectern.gateway.wire.SimulatedReplies;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

  @ParameterizedTest
  @CsvSource({
    "bad_request, invalid",
    "invalid_token, key_rejected",
    "invalid_api_key, key_rejected",
    "out_of_credits, out_of_credit",
    "forbidden, not_allowed",
    "not_found, not_found",
    "timeout, provider_failed",
    "conflict, provider_failed",
    "payload_too_large, too_large",
    "validation, invalid",
    "rate_limit, throttled",
    "server_error, provider_failed",
    "bad_gateway, provider_failed",
    "overloaded, provider_failed",
    "service_unavailable, provider_failed",
    "gateway_timeout, provider_failed",
  })
  void every_error_of_the_simulator_is_understood(String name, String kind) throws Exception {
    var reply = simulated.error("error: " + name, "/api/v2/parse", "{}");

    assertThat(LlamaParseErrors.classify(reply).word()).isEqualTo(kind);
  }
}
