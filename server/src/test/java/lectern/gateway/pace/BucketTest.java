package lectern.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BucketTest {
  private static final double SECOND = 1e9;

  /// Each second of waiting raises the rate, and with it what the bucket holds.
  @Test
  void a_bucket_whose_rate_grows_is_full_after_a_few_looks_all_the_same() {
    var bucket = new Bucket(1, 10 * SECOND, 0);
    bucket.rate(600, 0);
    bucket.take(100, 0);
    long now = 0;
    int looks = 0;

    for (long wait = bucket.until(1_000, now); wait > 0; wait = bucket.until(1_000, now)) {
      now += wait;
      looks++;
      bucket.rate(600 + 18 * (double) now / SECOND, now);
    }

    assertThat(looks).isBetween(1, 10);
  }

  @Test
  void what_is_more_than_it_holds_leaves_when_it_is_full_and_is_paid_for_afterwards() {
    var bucket = new Bucket(1, SECOND, 0);
    bucket.rate(600, 0);

    assertThat(bucket.until(100, 0)).isZero();
    bucket.take(100, 0);

    assertThat(bucket.until(1, 0)).isBetween((long) (9 * SECOND), (long) (10 * SECOND));
  }
}
