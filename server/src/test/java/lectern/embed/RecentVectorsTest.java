package lectern.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecentVectorsTest {
  private final Counting counting = new Counting();
  private final RecentVectors recent = new RecentVectors(counting);

  @Test
  void the_vector_of_a_text_is_computed_once() throws Exception {
    var first = recent.embed("pump");
    var second = recent.embed("pump");

    assertThat(second).isSameAs(first);
    assertThat(counting.asked).containsExactly("pump");
  }

  @Test
  void many_that_ask_at_once_wait_for_one_computation() throws Exception {
    counting.held = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<float[]> ask = () -> recent.embed("pump");
      var running = new ArrayList<Future<float[]>>();
      for (int i = 0; i < 50; i++) {
        running.add(threads.submit(ask));
      }
      counting.held.countDown();
      for (var one : running) {
        assertThat(one.get()).hasSize(1);
      }
    }

    assertThat(counting.asked).containsExactly("pump");
  }

  @Test
  void the_text_that_was_asked_for_longest_ago_is_forgotten_first() throws Exception {
    recent.embed("kept");
    recent.embed("forgotten");
    for (int i = 0; i < RecentVectors.MOST_TEXTS - 1; i++) {
      recent.embed("kept");
      recent.embed("text " + i);
    }
    counting.asked.clear();

    recent.embed("kept");
    recent.embed("forgotten");

    assertThat(counting.asked).containsExactly("forgotten");
  }

  @Test
  void a_text_that_is_too_long_is_computed_and_not_remembered() throws Exception {
    var text = "x".repeat(RecentVectors.MOST_CHARS + 1);

    recent.embed(text);
    recent.embed(text);

    assertThat(counting.asked).containsExactly(text, text);
  }

  @Test
  void a_failure_passes_through_and_is_not_remembered() throws Exception {
    counting.fails = true;
    assertThatThrownBy(() -> recent.embed("pump")).isInstanceOf(ModelUnavailable.class);
    counting.fails = false;

    assertThat(recent.embed("pump")).hasSize(1);
  }

  @Test
  void who_waits_for_another_that_is_interrupted_computes_it_alone() throws Exception {
    counting.held = new CountDownLatch(1);
    var first =
        new Thread(() -> {
          try {
            recent.embed("pump");
          } catch (InterruptedException _) {
            // what it is here for
          }
        });
    first.start();
    counting.begun.await();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var second = threads.submit(() -> recent.embed("pump"));
      first.interrupt();
      first.join();
      counting.held.countDown();

      assertThat(second.get()).hasSize(1);
    }
  }

  private static final class Counting implements EmbeddingModel {
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch begun = new CountDownLatch(1);
    volatile CountDownLatch held = new CountDownLatch(0);
    volatile boolean fails;

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public float[] embed(String text) throws InterruptedException {
      asked.add(text);
      begun.countDown();
      held.await();
      if (fails) {
        throw new ModelUnavailable("broken", new IllegalStateException());
      }
      return new float[] {text.length()};
    }
  }
}
