package lectern.embed.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BgeSmallTest {
  private static final BgeSmall MODEL = new BgeSmall(2);

  @AfterAll
  static void close() {
    MODEL.close();
  }

  @Test
  void a_vector_has_384_dimensions_and_length_one() throws InterruptedException {
    var vector = MODEL.embed("A pump moves water.");

    assertThat(vector).hasSize(384);
    assertThat(cosine(vector, vector)).isBetween(0.9999, 1.0001);
  }

  @Test
  void texts_of_like_meaning_are_nearer_than_others() throws InterruptedException {
    var question = MODEL.embed("How much rain fell in March?");
    var answer = MODEL.embed("Precipitation in the third month was 81 millimetres.");
    var other = MODEL.embed("The board approved the merger.");

    assertThat(cosine(question, answer)).isGreaterThan(cosine(question, other) + 0.1);
  }

  @Test
  void the_same_text_has_the_same_vector_whatever_else_is_embedded_at_the_time() throws Exception {
    var alone = MODEL.embed("A pump moves water.");
    Callable<float[]> task = () -> MODEL.embed("A pump moves water.");
    Callable<float[]> other = () -> MODEL.embed("Something much longer. ".repeat(30));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = threads.invokeAll(List.of(task, other, task, other, task));

      assertThat(results.get(0).get()).containsExactly(alone);
      assertThat(results.get(2).get()).containsExactly(alone);
      assertThat(results.get(4).get()).containsExactly(alone);
    }
  }

  @Test
  void text_over_the_limit_counts_up_to_it() throws InterruptedException {
    var atLimit = MODEL.embed("word ".repeat(510));
    var over = MODEL.embed("word ".repeat(5_000));

    assertThat(over).containsExactly(atLimit);
  }

  @Test
  void no_text_and_text_in_other_scripts_are_embedded_too() throws InterruptedException {
    assertThat(MODEL.embed("")).hasSize(384);
    assertThat(MODEL.embed("泵需要什么油？ 😀")).hasSize(384);
  }

  @Test
  void tokens_are_counted_as_the_model_sees_them() {
    assertThat(MODEL.countTokens("")).isZero();
    assertThat(MODEL.countTokens("pump")).isEqualTo(1);
    assertThat(MODEL.countTokens("word ".repeat(600))).isEqualTo(600);
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
