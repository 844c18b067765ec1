package lectern.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import lectern.gateway.Awaited;
import lectern.gateway.CallError;
import lectern.gateway.CallError.LeftAlone;
import lectern.gateway.Deadline;
import lectern.gateway.LimitNews;
import lectern.gateway.ManualTime;
import lectern.gateway.Need;
import lectern.gateway.Priority;
import lectern.gateway.Provider.Limits;
import lectern.gateway.Roster;
import lectern.gateway.Target;
import lectern.gateway.pace.Gatekeeper.Admission;
import lectern.gateway.pace.Gatekeeper.Health;
import lectern.gateway.pace.Gatekeeper.Permit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Threads at the gate. Time stands still unless a test lets it pass, so whoever waits is let go by
/// another thread, and never by the clock.
class LocalGatekeeperTest {
  private static final int THREADS = 64;
  private static final Target TARGET = new Target("there", "small");
  private static final CallError ILL = new CallError.ProviderFailed(503, Optional.empty());

  private final ManualTime time = new ManualTime();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void of_many_threads_before_a_target_that_was_ill_exactly_one_finds_out() throws Exception {
    var gate = gate(2 * THREADS);
    for (int i = 0; i < Breaker.MOST_IN_A_ROW; i++) {
      done(permit(gate), Optional.of(ILL));
    }
    assertThat(gate.health(TARGET).breaker()).isEqualTo(Health.Breaker.OPEN);
    time.advance(Duration.ofSeconds(6));

    var admissions = all(() -> admit(gate));

    assertThat(admissions).filteredOn(Admission.Admitted.class::isInstance).hasSize(1);
    assertThat(admissions)
        .filteredOn(Admission.Refused.class::isInstance)
        .allSatisfy(
            it -> assertThat(((Admission.Refused) it).error()).isInstanceOf(LeftAlone.class));
    assertThat(gate.health(TARGET).breaker()).isEqualTo(Health.Breaker.PROBING);
  }

  @Test
  void never_more_are_under_way_than_there_are_places_and_all_get_one() throws Exception {
    var gate = gate(3);
    var now = new AtomicInteger();
    var most = new AtomicInteger();

    var results =
        all(() -> {
          var permit = permit(gate);
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          now.decrementAndGet();
          done(permit, Optional.empty());
          return true;
        });

    assertThat(results).hasSize(THREADS).containsOnly(true);
    assertThat(most.get()).isBetween(1, 3);
    assertThat(gate.lanes().getFirst().inFlight()).isZero();
  }

  @Test
  void who_goes_away_while_waiting_leaves_nothing_behind() throws Exception {
    var gate = gate(1);
    var first = permit(gate);
    var waiting = threads.submit(() -> admit(gate));
    awaitWaiting(gate, 1);

    waiting.cancel(true);
    awaitWaiting(gate, 0);
    done(first, Optional.empty());

    assertThat(gate.lanes().getFirst().inFlight()).isZero();
    assertThat(admit(gate)).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void retries_are_refused_after_many_failures_and_come_back_with_successes() throws Exception {
    var gate = gate(8);
    int retries = 0;
    while (gate.mayRetry("there", ILL)) {
      gate.retrying("there", ILL);
      retries++;
    }
    assertThat(retries).isEqualTo(500 / 14);

    for (int i = 0; i < 14; i++) {
      done(permit(gate), Optional.empty());
    }

    assertThat(gate.mayRetry("there", ILL)).isTrue();
    gate.retrying("there", ILL);
    assertThat(gate.mayRetry("there", ILL)).isFalse();
    gate.recovered("there", ILL);
    assertThat(gate.mayRetry("there", ILL)).isTrue();
  }

  @Test
  void latency_is_smoothed_and_forgotten_after_a_minute() throws Exception {
    var gate = gate(8);
    var permit = permit(gate);

    permit.answered(Awaited.FIRST_TOKEN, Duration.ofMillis(100));
    permit.answered(Awaited.FIRST_TOKEN, Duration.ofMillis(200));
    permit.answered(Awaited.WHOLE_REPLY, Duration.ofSeconds(5));

    assertThat(gate.health(TARGET).latencies())
        .isEqualTo(
            Map.of(
                Awaited.FIRST_TOKEN, Duration.ofMillis(120),
                Awaited.WHOLE_REPLY, Duration.ofSeconds(5)));
    time.advance(Duration.ofMinutes(2));
    assertThat(gate.health(TARGET).latencies()).isEmpty();
  }

  @Test
  void an_unknown_provider_is_a_mistake_of_the_program() {
    assertThatThrownBy(() -> gate(1).health(new Target("nobody", "small")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private LocalGatekeeper gate(int places) {
    var provider = Rush.provider(Limits.LEARNT, places);
    return new LocalGatekeeper(new Roster(List.of(provider), List.of()), time, new Random(7));
  }

  private Admission admit(Gatekeeper gate) throws InterruptedException {
    var deadline = Deadline.in(Duration.ofHours(1), time);
    return gate.admit(TARGET, new Need(1, 10), Priority.CHAT, deadline);
  }

  private Permit permit(Gatekeeper gate) throws InterruptedException {
    return ((Admission.Admitted) admit(gate)).permit();
  }

  private static void done(Permit permit, Optional<CallError> error) {
    permit.done(error, Optional.empty(), LimitNews.NONE);
  }

  private static void awaitWaiting(Gatekeeper gate, int waiting) {
    while (gate.lanes().getFirst().waiting() != waiting) {
      Thread.onSpinWait();
    }
  }

  /// All at once.
  private <T> List<T> all(Callable<T> task) throws InterruptedException, ExecutionException {
    var begin = new CountDownLatch(1);
    var futures = new ArrayList<Future<T>>();
    for (int i = 0; i < THREADS; i++) {
      futures.add(
          threads.submit(() -> {
            begin.await();
            return task.call();
          }));
    }
    begin.countDown();
    var results = new ArrayList<T>();
    for (var future : futures) {
      results.add(future.get());
    }
    return results;
  }
}
