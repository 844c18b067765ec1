package lectern.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import lectern.agent.Relevance.Seen;
import org.junit.jupiter.api.Test;

class RelevanceTest {
  private final Seen all = new Seen(Set.of("flood", "limit"), Set.of());
  private final Seen common = new Seen(Set.of("limit"), Set.of());
  private final Seen rare = new Seen(Set.of("flood"), Set.of());
  private final Seen above = new Seen(Set.of("limit"), Set.of("flood"));
  private final Relevance relevance =
      new Relevance(Set.of("flood", "limit"), List.of(all, common, rare, above, common, common));

  @Test
  void a_statement_with_all_words_is_covered_wholly() {
    assertThat(relevance.coverage(all)).isCloseTo(1, within(1e-9));
  }

  @Test
  void a_rare_word_counts_more_than_a_common_one() {
    assertThat(relevance.coverage(rare)).isGreaterThan(relevance.coverage(common));
  }

  @Test
  void a_word_above_the_statement_counts_but_less_than_in_it() {
    assertThat(relevance.coverage(above))
        .isGreaterThan(relevance.coverage(common))
        .isLessThan(relevance.coverage(all));
  }

  @Test
  void a_question_without_words_is_covered_by_nothing() {
    assertThat(new Relevance(Set.of(), List.of(all)).coverage(all)).isZero();
  }
}
