package lectern.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import lectern.gateway.Deadline;
import lectern.gateway.ManualTime;
import lectern.gateway.cache.Kept.Found;
import lectern.gateway.cache.Kept.Made;
import org.junit.jupiter.api.Test;

class KeptTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final ManualTime time = new ManualTime();
  private final Kept<String, String> kept = new Kept<>(1_000, HOUR, String::length, time);
  private final Deadline late = Deadline.in(HOUR.multipliedBy(2), time);
  private final AtomicInteger made = new AtomicInteger();

  private Made<String> answer() {
    return new Made.ToKeep<>("answer " + made.incrementAndGet());
  }

  private Made<String> failure() {
    return new Made.Passing<>("failure " + made.incrementAndGet());
  }

  /// Somebody who asks, and gets no answer before it may come.
  private Future<Found<String>> asks(
      ExecutorService threads, CountDownLatch mayCome, Supplier<Made<String>> answer)
      throws InterruptedException {
    var asked = new CountDownLatch(1);
    var leader =
        threads.submit(() ->
            kept.get(
                "why",
                late,
                () -> {
                  asked.countDown();
                  mayCome.await();
                  return answer.get();
                }));
    asked.await();
    return leader;
  }

  @Test
  void the_same_question_is_answered_once_and_its_age_is_told() throws Exception {
    var first = kept.get("why", late, this::answer);
    time.advance(Duration.ofSeconds(12));

    var second = kept.get("why", late, this::answer);

    assertThat(first).isEqualTo(new Found<>("answer 1", Optional.empty()));
    assertThat(second).isEqualTo(new Found<>("answer 1", Optional.of(Duration.ofSeconds(12))));
  }

  @Test
  void a_failure_is_never_kept() throws Exception {
    kept.get("why", late, this::failure);

    var second = kept.get("why", late, this::answer);

    assertThat(second).isEqualTo(new Found<>("answer 2", Optional.empty()));
  }

  @Test
  void an_answer_is_made_anew_when_its_time_is_over() throws Exception {
    kept.get("why", late, this::answer);
    time.advance(HOUR);

    assertThat(kept.get("why", late, this::answer).value()).isEqualTo("answer 2");
  }

  @Test
  void answers_go_when_all_together_are_too_large() throws Exception {
    for (int i = 0; i < 200; i++) {
      kept.get("question " + i, late, this::answer);
    }

    long left = 0;
    for (int i = 0; i < 200; i++) {
      left += kept.peek("question " + i).isPresent() ? 1 : 0;
    }
    assertThat(left).isBetween(1L, 199L);
  }

  @Test
  void equal_questions_at_once_are_asked_once() throws Exception {
    var mayAnswer = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var leader = asks(threads, mayAnswer, this::answer);
      var followers = new ArrayList<Future<Found<String>>>();
      for (int i = 0; i < 50; i++) {
        followers.add(threads.submit(() -> kept.get("why", late, this::answer)));
      }
      mayAnswer.countDown();

      assertThat(leader.get().value()).isEqualTo("answer 1");
      for (var follower : followers) {
        assertThat(follower.get().value()).isEqualTo("answer 1");
        assertThat(follower.get().age()).isPresent();
      }
    }
  }

  @Test
  void when_who_asks_goes_away_another_who_waits_asks() throws Exception {
    var never = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var leader = asks(threads, never, this::answer);
      var follower = threads.submit(() -> kept.get("why", late, this::answer));
      leader.cancel(true);

      assertThat(follower.get().value()).isEqualTo("answer 1");
    }
  }

  @Test
  void what_breaks_reaches_who_asked_and_is_forgotten() throws Exception {
    assertThatThrownBy(() ->
            kept.get(
                "why",
                late,
                () -> {
                  throw new IllegalStateException("broken");
                }))
        .hasMessage("broken");

    assertThat(kept.get("why", late, this::answer).value()).isEqualTo("answer 1");
  }

  @Test
  void who_has_no_more_time_waits_for_nobody() throws Exception {
    var never = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var leader = asks(threads, never, this::answer);

      var hasty = kept.get("why", Deadline.in(Duration.ZERO, time), this::failure);

      assertThat(hasty).isEqualTo(new Found<>("failure 1", Optional.empty()));
      leader.cancel(true);
    }
  }

  @Test
  void what_failed_for_one_alone_is_made_anew_by_another_who_waits() throws Exception {
    var mayFail = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var leader = asks(threads, mayFail, () -> new Made.Own<>("too late"));
      var follower = threads.submit(() -> kept.get("why", late, this::answer));
      mayFail.countDown();

      assertThat(leader.get().value()).isEqualTo("too late");
      assertThat(follower.get().value()).isEqualTo("answer 1");
    }
  }
}
