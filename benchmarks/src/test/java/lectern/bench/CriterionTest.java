package lectern.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CriterionTest {

  private static final Criterion.Promise ENOUGH = Criterion.atLeast(0.42, "", "quality");
  private static final Criterion.Promise SOON = Criterion.atMost(50, "ms", "latency");

  @Test
  void the_bound_itself_is_good() {
    assertThat(ENOUGH.measured(0.42).isMet()).isTrue();
    assertThat(SOON.measured(50).isMet()).isTrue();
  }

  @Test
  void beyond_the_bound_the_promise_is_broken() {
    assertThat(ENOUGH.measured(0.4199).isMet()).isFalse();
    assertThat(SOON.measured(50.1).isMet()).isFalse();
  }

  @Test
  void what_is_not_a_number_keeps_no_promise() {
    assertThat(ENOUGH.measured(Double.NaN).isMet()).isFalse();
    assertThat(SOON.measured(Double.NaN).isMet()).isFalse();
    assertThat(SOON.measured(Double.NaN).summary()).contains("not measured", "MISSED");
  }

  @Test
  void a_criterion_sums_up_in_a_few_words() {
    assertThat(SOON.measured(12.345).summary()).isEqualTo("latency 12.35 ms (at most 50 ms: met)");
  }

  @Test
  void a_comparison_always_has_a_ratio_and_says_when_there_is_none() {
    assertThat(new Comparison("hybrid", 3, "lexical", 2, "").summary())
        .isEqualTo("hybrid 1.500 × lexical");
    assertThat(new Comparison("hybrid", 3, "nothing", 0, "").summary()).contains("not measured");
  }

  @Test
  void quick_is_asked_for_by_the_environment() {
    assertThat(Quick.from(Map.of())).isEqualTo(Quick.NO);
    assertThat(Quick.from(Map.of("QUICK", "0"))).isEqualTo(Quick.NO);
    assertThat(Quick.from(Map.of("QUICK", "1"))).isEqualTo(Quick.YES);
    assertThat(Quick.from(Map.of("QUICK", "1")).choose(10, 1_000)).isEqualTo(10);
    assertThatThrownBy(() -> Quick.from(Map.of("QUICK", "yes"))).hasMessageContaining("QUICK is 1");
  }
}
