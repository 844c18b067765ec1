package lectern.simulator.mind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What makes the vectors useful: nearness means shared words.
class VectorsTest {
  private static final String MODEL = "text-embedding-3-small";
  private static final String QUESTION =
      "What is the period of notice for cancelling the contract?";
  private static final String ANSWER =
      "Either party may cancel this contract with a period of notice of three months.";
  private static final String KINDRED =
      "The contract takes effect when both parties have signed it.";
  private static final String FOREIGN =
      "Check the oil level of the pump before every start and refill it when it is low.";

  @ParameterizedTest
  @ValueSource(ints = {256, 512, 1536, 3072})
  void the_answer_is_nearer_to_its_question_than_anything_else(int dimensions) {
    var toAnswer = nearness(QUESTION, ANSWER, dimensions);
    var toKindred = nearness(QUESTION, KINDRED, dimensions);
    var toForeign = nearness(QUESTION, FOREIGN, dimensions);

    assertThat(toAnswer).isGreaterThan(0.3);
    assertThat(toAnswer).isGreaterThan(toKindred + 0.1);
    assertThat(toKindred).isGreaterThan(toForeign);
    assertThat(toForeign).isBetween(-0.15, 0.2);
  }

  @Test
  void a_text_is_nearest_to_itself_and_forms_of_a_word_are_kindred() {
    assertThat(nearness(ANSWER, ANSWER, 1536)).isCloseTo(1, within(1e-6));
    assertThat(nearness("payment", "payments", 1536)).isGreaterThan(0.2);
    assertThat(nearness("payment", "elephant", 1536)).isLessThan(0.15);
  }

  @Test
  void the_order_of_words_makes_a_difference() {
    assertThat(nearness("dog bites man", "man bites dog", 1536)).isBetween(0.5, 0.99);
  }

  @Test
  void words_that_stand_everywhere_make_no_texts_alike() {
    var alike = nearness("the price of the house", "the name of the ship", 1536);

    assertThat(alike).isLessThan(0.1);
  }

  @Test
  void every_vector_is_one_long_whatever_the_text() {
    for (var text : new String[] {"a", "!?", " ", "日本語", "\uD83D", "word ".repeat(8000)}) {
      for (var dimensions : new int[] {1, 7, 256, 1536}) {
        assertThat(dot(vector(text, dimensions), vector(text, dimensions)))
            .isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void fewer_dimensions_are_the_beginning_made_one_long_again() {
    var whole = vector(ANSWER, 1536);
    var beginning = Arrays.copyOf(whole, 500);
    var length = Math.sqrt(dot(beginning, beginning));

    var shortened = vector(ANSWER, 500);

    for (var i = 0; i < shortened.length; i++) {
      assertThat((double) shortened[i]).isCloseTo(beginning[i] / length, within(1e-6));
    }
  }

  @Test
  void vectors_of_two_models_have_nothing_to_do_with_each_other() {
    var other = Vectors.of("text-embedding-ada-002", ANSWER, 1536);

    assertThat(dot(vector(ANSWER, 1536), other)).isBetween(-0.15, 0.15);
  }

  private static double nearness(String one, String other, int dimensions) {
    return dot(vector(one, dimensions), vector(other, dimensions));
  }

  private static float[] vector(String text, int dimensions) {
    return Vectors.of(MODEL, text, dimensions);
  }

  private static double dot(float[] one, float[] other) {
    var sum = 0.0;
    for (var i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
