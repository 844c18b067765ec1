package lectern.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BucketTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Bucket bucket = new Bucket(MINUTE, START);

  private static Instant after(long millis) {
    return START.plusMillis(millis);
  }

  @Test
  void a_minute_s_worth_can_be_taken_at_once_and_then_nothing() {
    for (var i = 0; i < 3; i++) {
      assertThat(bucket.untilRoom(1, 3, START)).isZero();
      bucket.take(1, 3, START);
    }

    assertThat(bucket.remaining(3, START)).isZero();
    assertThat(bucket.untilRoom(1, 3, START)).isEqualTo(Duration.ofSeconds(20));
    assertThat(bucket.untilFull(START)).isEqualTo(MINUTE);
  }

  @Test
  void what_was_taken_comes_back_evenly_up_to_the_limit() {
    bucket.take(60, 60, START);

    assertThat(bucket.remaining(60, after(999))).isZero();
    assertThat(bucket.remaining(60, after(1_000))).isEqualTo(1);
    assertThat(bucket.remaining(60, after(30_000))).isEqualTo(30);
    assertThat(bucket.remaining(60, after(600_000))).isEqualTo(60);
  }

  @Test
  void half_the_limit_is_at_once_half_of_what_is_left_and_comes_back_half_as_fast() {
    bucket.take(40, 100, START);

    assertThat(bucket.remaining(100, START)).isEqualTo(60);
    assertThat(bucket.remaining(50, START)).isEqualTo(30);
    assertThat(bucket.remaining(50, after(1_200))).isEqualTo(31);
    assertThat(bucket.untilFull(START)).isEqualTo(Duration.ofSeconds(24));
  }

  @Test
  void more_than_there_is_takes_all_there_is_and_no_more() {
    bucket.take(50, 60, START);
    bucket.take(50, 60, START);

    assertThat(bucket.untilFull(START)).isEqualTo(MINUTE);
  }

  @Test
  void nobody_may_wait_for_more_than_the_bucket_ever_holds() {
    assertThatThrownBy(() -> bucket.untilRoom(61, 60, START))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// In any while, no more passes than one full bucket and what flowed in; and who waits as long as
  /// told gets what was asked for.
  @RepeatedTest(value = 50, name = "seed {currentRepetition}")
  void no_more_passes_than_the_limit_and_waiting_as_told_is_enough(RepetitionInfo run) {
    var random = new Random(run.getCurrentRepetition());
    var limit = 1 + random.nextInt(1_000_000);
    var now = START;
    var passed = 0L;
    for (var i = 0; i < 200; i++) {
      now = now.plusMillis(random.nextInt(2_000));
      var amount = 1 + random.nextInt(limit);
      now = now.plus(bucket.untilRoom(amount, limit, now));

      assertThat(bucket.remaining(limit, now)).isGreaterThanOrEqualTo(amount);
      bucket.take(amount, limit, now);
      passed += amount;
    }

    var flowedIn = (double) limit * Duration.between(START, now).toNanos() / MINUTE.toNanos();
    assertThat((double) passed).isLessThanOrEqualTo(limit + flowedIn + 1);
  }
}
