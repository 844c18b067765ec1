package lectern.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import lectern.gateway.CallError;
import lectern.gateway.CallError.LeftAlone;
import lectern.gateway.pace.Gatekeeper.Health;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final CallError ILL = new CallError.ProviderFailed(503, Optional.empty());
  private static final long SECOND = 1_000_000_000L;

  private final Breaker breaker = new Breaker(new Random(7), 0);
  private long now;

  @Test
  void five_failures_in_a_row_open_it_and_four_do_not() {
    fail(4);
    assertThat(breaker.state(now)).isEqualTo(Health.Breaker.CLOSED);

    fail(1);

    assertThat(breaker.state(now)).isEqualTo(Health.Breaker.OPEN);
    assertThat(breaker.objection(now)).containsInstanceOf(LeftAlone.class);
  }

  @Test
  void half_of_ten_in_a_minute_open_it() {
    for (int i = 0; i < 5; i++) {
      succeed();
      fail(1);
    }

    assertThat(breaker.state(now)).isEqualTo(Health.Breaker.OPEN);
  }

  @Test
  void failures_of_long_ago_do_not_count() {
    for (int i = 0; i < 4; i++) {
      succeed();
      fail(1);
    }
    now += 70 * SECOND;
    succeed();
    fail(1);

    assertThat(breaker.state(now)).isEqualTo(Health.Breaker.CLOSED);
  }

  @Test
  void only_one_attempt_finds_out_and_its_success_closes() {
    fail(5);
    now += 6 * SECOND;
    assertThat(breaker.state(now)).isEqualTo(Health.Breaker.DUE);

    long probe = breaker.enter(now);

    assertThat(breaker.state(now)).isEqualTo(Health.Breaker.PROBING);
    assertThat(breaker.objection(now)).containsInstanceOf(LeftAlone.class);
    breaker.done(probe, Optional.empty(), now);
    assertThat(breaker.state(now)).isEqualTo(Health.Breaker.CLOSED);
  }

  @Test
  void each_failed_probe_doubles_the_time_up_to_half_a_minute() {
    fail(5);
    assertThat(opens()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_500));

    for (long seconds : new long[] {10, 20, 30, 30, 30}) {
      now += 33 * SECOND;
      fail(1);
      assertThat(opens())
          .isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds * 11 / 10));
    }
  }

  @Test
  void a_probe_whose_caller_goes_away_leaves_the_question_to_the_next() {
    fail(5);
    now += 6 * SECOND;

    breaker.done(breaker.enter(now), Optional.of(new CallError.Abandoned()), now);

    assertThat(breaker.state(now)).isEqualTo(Health.Breaker.DUE);
  }

  @Test
  void attempts_that_left_before_it_opened_say_nothing_new() {
    long early = breaker.enter(now);
    fail(5);
    now += 6 * SECOND;
    breaker.enter(now);

    breaker.done(early, Optional.empty(), now);
    breaker.done(early, Optional.of(ILL), now);

    assertThat(breaker.state(now)).isEqualTo(Health.Breaker.PROBING);
  }

  @Test
  void what_callers_do_wrong_and_being_throttled_is_no_illness() {
    for (int i = 0; i < 20; i++) {
      end(new CallError.Throttled(Optional.empty()));
      end(new CallError.Invalid("model", "no"));
    }

    assertThat(breaker.state(now)).isEqualTo(Health.Breaker.CLOSED);
  }

  @Test
  void callers_who_hardly_wait_do_not_shut_it_for_others() {
    for (int i = 0; i < 20; i++) {
      end(new CallError.TooLate());
    }

    assertThat(breaker.state(now)).isEqualTo(Health.Breaker.CLOSED);
  }

  @Test
  void a_wrong_key_is_told_again_without_asking_for_ten_seconds() {
    var rejected = new CallError.KeyRejected("it is old");

    end(rejected);

    assertThat(breaker.objection(now)).contains(rejected);
    now += 11 * SECOND;
    assertThat(breaker.objection(now)).isEmpty();
    succeed();
    assertThat(breaker.state(now)).isEqualTo(Health.Breaker.CLOSED);
  }

  @RepeatedTest(value = 50, name = "seed {currentRepetition}")
  void whatever_happens_at_most_one_attempt_is_under_way_unless_it_is_closed(RepetitionInfo run) {
    var random = new Random(run.getCurrentRepetition());
    int probes = 0;
    long probe = 0;
    for (int i = 0; i < 2_000; i++) {
      now += random.nextLong(SECOND);
      boolean wasDue = breaker.state(now) == Health.Breaker.DUE;
      if (breaker.objection(now).isEmpty() && wasDue) {
        probe = breaker.enter(now);
        probes++;
        assertThat(probes).isEqualTo(1);
      } else if (probes == 1 && random.nextInt(3) == 0) {
        probes = 0;
        breaker.done(probe, random.nextBoolean() ? Optional.empty() : Optional.of(ILL), now);
      } else if (breaker.state(now) == Health.Breaker.CLOSED) {
        breaker.done(
            breaker.enter(now), random.nextInt(3) == 0 ? Optional.empty() : Optional.of(ILL), now);
      }
    }
  }

  private Duration opens() {
    return ((LeftAlone) breaker.objection(now).orElseThrow()).left();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      end(ILL);
    }
  }

  private void end(CallError error) {
    breaker.done(breaker.enter(now), Optional.of(error), now);
  }

  private void succeed() {
    breaker.done(breaker.enter(now), Optional.empty(), now);
  }
}
