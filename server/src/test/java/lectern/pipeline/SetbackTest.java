package lectern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import lectern.document.Failure.Reason;
import lectern.gateway.CallError;
import lectern.gateway.GaveUps;
import lectern.pipeline.Stage.Outcome;
import org.junit.jupiter.api.Test;

/// What becomes of a document depends on who can mend what stopped it.
class SetbackTest {
  private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void what_time_mends_is_tried_again_after_a_minute() {
    assertThat(after(new CallError.ProviderFailed(503, Optional.empty())))
        .isEqualTo(
            new Outcome.Wait(
                "The provider made a mistake (status 503); try again later",
                NOW.plus(Duration.ofMinutes(1))));
  }

  @Test
  void what_an_operator_mends_is_tried_again_after_five() {
    assertThat(after(new CallError.OutOfCredit("pay first")))
        .isEqualTo(
            new Outcome.Wait(
                "The provider's credit is used up; the operator must see: pay first",
                NOW.plus(Duration.ofMinutes(5))));
  }

  @Test
  void what_nobody_there_can_mend_fails_the_document() {
    assertThat(after(new CallError.NotUnderstood(418, "teapot")))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            it -> {
              assertThat(it.failure().reason()).isEqualTo(Reason.BROKEN);
              assertThat(it.failure().message()).contains("418", "teapot");
            });
  }

  @Test
  void a_full_disk_is_waited_for() {
    assertThat(Setback.diskFull(CLOCK))
        .isEqualTo(new Outcome.Wait("the disk is full", NOW.plus(Duration.ofSeconds(30))));
  }

  private static Outcome after(CallError error) {
    return Setback.after(GaveUps.because(error), CLOCK);
  }
}
