package lectern.simulator.llamaparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class TariffTest {
  @Test
  void prices_have_a_date() {
    assertThat(Tariff.current().effective()).isEqualTo(LocalDate.parse("2026-10-07"));
  }

  @Test
  void a_thousand_credits_are_a_dollar_and_a_quarter() {
    assertThat(Tariff.current().charge("fast", 1000).picoUsd()).isEqualTo(1_250_000_000_000L);
  }
}
