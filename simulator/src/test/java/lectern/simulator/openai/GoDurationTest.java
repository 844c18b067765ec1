package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT0.000000001S, 1ms",
    "PT0.012S, 12ms",
    "PT0.020S, 20ms",
    "PT0.999S, 999ms",
    "PT0.9991S, 1s",
    "PT1S, 1s",
    "PT8.64S, 8.64s",
    "PT9.816S, 9.816s",
    "PT59.7S, 59.7s",
    "PT6M, 6m0s",
    "PT1M33.6S, 1m33.6s",
    "PT1H30M, 1h30m0s",
    "PT60M, 1h0m0s",
    "PT24H0.05S, 24h0m0.05s",
  })
  void times_are_written_as_go_writes_them(Duration duration, String text) {
    assertThat(GoDuration.of(duration)).isEqualTo(text);
  }
}
