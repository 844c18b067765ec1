package lectern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpectationTest {
  @Test
  void when_asks_for_a_time() {
    var expected = Expectation.of("When are invoices due?");

    assertThat(expected).isEqualTo(Expectation.TIME);
    assertThat(expected.isMetBy("They are due on 3 March.")).isTrue();
    assertThat(expected.isMetBy("They are due soon.")).isFalse();
  }

  @Test
  void how_much_asks_for_a_figure_and_a_date_is_none() {
    var expected = Expectation.of("How much was sold in the quarter?");

    assertThat(expected).isEqualTo(Expectation.FIGURE);
    assertThat(expected.isMetBy("| Total | 81,797 |")).isTrue();
    assertThat(expected.isMetBy("Sold twelve.")).isTrue();
    assertThat(expected.isMetBy("Sales of July 1, 2023 were good.")).isFalse();
  }

  @Test
  void anything_may_answer_other_questions() {
    var expected = Expectation.of("Why was it sold?");

    assertThat(expected).isEqualTo(Expectation.ANYTHING);
    assertThat(expected.isMetBy("Because.")).isTrue();
  }
}
