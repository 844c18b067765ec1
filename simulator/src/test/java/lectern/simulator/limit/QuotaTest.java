package lectern.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QuotaTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Quota quota = new Quota(50, Duration.ofSeconds(5));

  private static void takeAll(Quota quota, String caller, int count) {
    for (var i = 0; i < count; i++) {
      assertThat(quota.take(caller, START)).isTrue();
    }
  }

  @Test
  void so_many_may_come_at_once_and_then_as_fast_as_they_flow_back() {
    takeAll(quota, "a", 50);

    assertThat(quota.take("a", START)).isFalse();
    assertThat(quota.take("a", START.plusMillis(99))).isFalse();
    assertThat(quota.take("a", START.plusMillis(100))).isTrue();
    assertThat(quota.take("a", START.plusMillis(100))).isFalse();
  }

  @Test
  void each_caller_has_a_quota_of_its_own() {
    takeAll(quota, "a", 50);

    assertThat(quota.take("b", START)).isTrue();
  }

  @Test
  void a_refused_request_does_not_count() {
    takeAll(quota, "a", 50);
    for (var i = 0; i < 1_000; i++) {
      assertThat(quota.take("a", START)).isFalse();
    }

    assertThat(quota.take("a", START.plusMillis(100))).isTrue();
  }

  @Test
  void a_plan_may_halve_it_or_take_it_away() {
    takeAll(quota, "a", 25);

    assertThat(quota.take("b", 0.01, START)).isFalse();
    for (var i = 0; i < 12; i++) {
      assertThat(quota.take("a", 0.5, START)).isTrue();
    }
    assertThat(quota.take("a", 0.5, START)).isFalse();
    assertThat(quota.take("a", START)).isTrue();
  }

  @Test
  void those_who_were_away_for_longest_are_forgotten() {
    var recent = new Recent<String, Integer>(2);
    var made = new AtomicInteger();
    recent.get("a", made::incrementAndGet);
    recent.get("b", made::incrementAndGet);
    recent.get("a", made::incrementAndGet);
    recent.get("c", made::incrementAndGet);

    assertThat(recent.get("a", made::incrementAndGet)).isEqualTo(1);
    assertThat(recent.get("b", made::incrementAndGet)).isEqualTo(4);
  }
}
