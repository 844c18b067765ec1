package lectern.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import lectern.access.RequestRates.Kind;
import lectern.access.RequestRates.PerMinute;
import org.junit.jupiter.api.Test;

class RequestRatesTest {
  private static final KeyId KEY = KeyId.create();

  /// Close to the end of a long, which a clock of nanoseconds may cross at any time.
  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(70).toNanos();

  private final RequestRates rates = new RequestRates(new PerMinute(60, 2), () -> nanos);

  @Test
  void a_minutes_worth_may_come_at_once_and_then_as_much_as_flows_in() {
    for (int i = 0; i < 60; i++) {
      assertThat(rates.over(KEY, Kind.REQUEST)).isEmpty();
    }

    assertThat(rates.over(KEY, Kind.REQUEST)).contains(Duration.ofSeconds(1));
    pass(Duration.ofMillis(400));
    assertThat(rates.over(KEY, Kind.REQUEST)).contains(Duration.ofMillis(600));
    pass(Duration.ofMillis(600));
    assertThat(rates.over(KEY, Kind.REQUEST)).isEmpty();
    assertThat(rates.over(KEY, Kind.REQUEST)).contains(Duration.ofSeconds(1));
  }

  @Test
  void a_quiet_key_saves_no_more_than_a_minutes_worth() {
    assertThat(rates.over(KEY, Kind.UPLOAD)).isEmpty();
    pass(Duration.ofHours(5));

    assertThat(rates.over(KEY, Kind.UPLOAD)).isEmpty();
    assertThat(rates.over(KEY, Kind.UPLOAD)).isEmpty();
    assertThat(rates.over(KEY, Kind.UPLOAD)).contains(Duration.ofSeconds(30));
  }

  @Test
  void each_key_and_each_kind_is_counted_apart() {
    rates.over(KEY, Kind.UPLOAD);
    rates.over(KEY, Kind.UPLOAD);

    assertThat(rates.over(KEY, Kind.UPLOAD)).isPresent();
    assertThat(rates.over(KEY, Kind.REQUEST)).isEmpty();
    assertThat(rates.over(KeyId.create(), Kind.UPLOAD)).isEmpty();
  }

  @Test
  void tries_to_sign_in_are_counted_all_together() {
    for (int i = 0; i < RequestRates.SIGN_INS_PER_MINUTE; i++) {
      assertThat(rates.overSignIns()).isEqualTo(Optional.empty());
    }

    assertThat(rates.overSignIns()).isPresent();
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }
}
