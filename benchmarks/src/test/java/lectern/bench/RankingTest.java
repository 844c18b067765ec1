package lectern.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The figures are worked out by hand in the comments.
class RankingTest {

  private static final Ranking RANKING = new Ranking(List.of("a", "b", "c", "d", "e"));

  @Test
  void all_that_is_relevant_in_front_is_perfect() {
    assertThat(RANKING.ndcg(10, Set.of("a", "b"))).isEqualTo(1);
    assertThat(RANKING.recall(10, Set.of("a", "b"))).isEqualTo(1);
  }

  @Test
  void a_gain_is_discounted_by_the_logarithm_of_its_rank() {
    // b is second: 1 / log2(3) = 0.63093; ideal is 1 / log2(2) = 1.
    assertThat(RANKING.ndcg(10, Set.of("b"))).isCloseTo(0.63093, within(0.00001));
    // a and d: 1 + 1 / log2(5) = 1.43068; ideal 1 + 0.63093 = 1.63093.
    assertThat(RANKING.ndcg(10, Set.of("a", "d"))).isCloseTo(0.87722, within(0.00001));
  }

  @Test
  void what_was_not_found_lowers_both() {
    // c is third: 1 / log2(4) = 0.5; ideal for three 1 + 0.63093 + 0.5 = 2.13093.
    assertThat(RANKING.ndcg(10, Set.of("c", "x", "y"))).isCloseTo(0.23464, within(0.00001));
    assertThat(RANKING.recall(10, Set.of("c", "x", "y"))).isCloseTo(0.33333, within(0.00001));
  }

  @Test
  void ranks_beyond_k_do_not_count() {
    assertThat(RANKING.ndcg(2, Set.of("c"))).isZero();
    assertThat(RANKING.recall(2, Set.of("b", "c"))).isEqualTo(0.5);
  }

  @Test
  void the_ideal_has_room_for_k_only() {
    // a and b of four relevant ones fill both places that there are.
    assertThat(RANKING.ndcg(2, Set.of("a", "b", "c", "d"))).isEqualTo(1);
    assertThat(RANKING.recall(2, Set.of("a", "b", "c", "d"))).isEqualTo(0.5);
  }

  @Test
  void finding_nothing_is_worth_nothing() {
    assertThat(new Ranking(List.of()).ndcg(10, Set.of("a"))).isZero();
    assertThat(new Ranking(List.of()).recall(10, Set.of("a"))).isZero();
  }

  @Test
  void the_same_document_twice_is_refused_since_it_would_count_twice() {
    assertThatThrownBy(() -> new Ranking(List.of("a", "a"))).hasMessageContaining("twice");
  }

  @Test
  void a_question_that_nothing_answers_judges_nothing() {
    assertThatThrownBy(() -> RANKING.ndcg(10, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
