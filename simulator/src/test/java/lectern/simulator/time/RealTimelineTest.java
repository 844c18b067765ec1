package lectern.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RealTimelineTest {
  @Test
  void who_waits_is_over_it_when_the_time_has_passed() throws Exception {
    try (var timeline = new RealTimeline()) {
      var before = timeline.now();

      timeline.await(Duration.ofMillis(5));

      assertThat(timeline.now()).isAfterOrEqualTo(before);
    }
  }

  @Test
  void who_waits_when_it_ends_is_told() throws Exception {
    var timeline = new RealTimeline();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var began = new CountDownLatch(1);
      var waiting =
          threads.submit(() -> {
            began.countDown();
            timeline.await(Duration.ofDays(1));
            return "not told";
          });
      began.await();

      timeline.close();

      assertThatThrownBy(waiting::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimelineEnded.class);
    }
  }

  @Test
  void what_is_due_happens() throws Exception {
    try (var timeline = new RealTimeline()) {
      var due = timeline.now().plusMillis(2);
      var happened = new CompletableFuture<Instant>();

      timeline.at(due, () -> happened.complete(timeline.now()));

      assertThat(happened.get()).isAfterOrEqualTo(due);
    }
  }
}
