package lectern.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuestionTest {
  @Test
  void white_space_around_a_question_is_not_part_of_it() {
    assertThat(Question.of("  why?\n", 10).text()).isEqualTo("why?");
  }

  @Test
  void a_blank_question_is_refused() {
    assertThatThrownBy(() -> Question.of(" \n", 10))
        .isInstanceOf(Question.Refused.class)
        .hasMessage("The question is empty; ask something.");
  }

  @Test
  void a_question_over_the_limit_is_refused_with_both_figures() {
    assertThatThrownBy(() -> Question.of("x".repeat(1_000_000), 8_000))
        .isInstanceOf(Question.Refused.class)
        .hasMessageContainingAll("1,000,000", "8,000", "ask.max_question_chars");
  }
}
