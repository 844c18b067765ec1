package lectern.gateway.wire;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import lectern.gateway.AttemptRecords;
import lectern.gateway.Deadline;
import lectern.gateway.Phase;
import lectern.gateway.Timeouts;
import lectern.gateway.wire.Transport.Patience;
import lectern.gateway.wire.Transport.TimedOut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExchangeTest {
  private static final Timeouts LIMITS =
      new Timeouts(ofSeconds(1), ofSeconds(2), ofSeconds(3), ofSeconds(4), ofSeconds(5));

  private final StoppedTime time = new StoppedTime();
  private final Exchange exchange = exchange(ofSeconds(100));
  private final AtomicInteger closed = new AtomicInteger();
  private final IOException broken = new IOException("broken");

  private Exchange exchange(Duration deadline) {
    return new Exchange(
        new Patience(LIMITS, Deadline.in(deadline, time), AttemptRecords.begun(time)), time);
  }

  private void checkAfter(Duration passed) {
    exchange.check(passed.toNanos());
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void a_phase_is_cut_when_its_limit_is_over_and_not_before(Phase phase) {
    exchange.hold(closed::incrementAndGet);
    exchange.await(phase, 0);

    checkAfter(LIMITS.of(phase).minusNanos(1));
    int before = closed.get();
    checkAfter(LIMITS.of(phase));

    assertThat(before).isZero();
    assertThat(closed).hasValue(1);
    assertThat(exchange.explain(broken))
        .isInstanceOfSatisfying(TimedOut.class, it -> assertThat(it.phase()).isEqualTo(phase));
  }

  @Test
  void while_it_waits_for_nothing_only_the_whole_has_a_limit() {
    exchange.hold(closed::incrementAndGet);
    exchange.await(Phase.CONNECT, 0);
    exchange.goOn();

    checkAfter(LIMITS.total().minusNanos(1));

    assertThat(closed).hasValue(0);
    assertThat(exchange.explain(broken)).isSameAs(broken);
  }

  @Test
  void what_is_held_after_the_cut_is_closed_at_once() {
    checkAfter(LIMITS.total());

    exchange.hold(closed::incrementAndGet);

    assertThat(closed).hasValue(1);
  }

  @Test
  void what_ended_well_is_never_cut() {
    exchange.hold(closed::incrementAndGet);

    boolean isWell = exchange.finish();
    checkAfter(LIMITS.total());

    assertThat(isWell).isTrue();
    assertThat(closed).hasValue(0);
  }

  @Test
  void what_was_cut_does_not_end_well() {
    checkAfter(LIMITS.total());

    assertThat(exchange.finish()).isFalse();
  }
}
