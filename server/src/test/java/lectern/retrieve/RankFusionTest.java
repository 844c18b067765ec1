package lectern.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import lectern.document.DocumentId;
import lectern.index.SearchIndex.Hit;
import org.junit.jupiter.api.Test;

class RankFusionTest {
  private final DocumentId document = DocumentId.create();

  @Test
  void what_both_rankings_have_beats_the_first_of_one() {
    var lexical = List.of(hit(1), hit(2));
    var vector = List.of(hit(3), hit(2));

    var fused = RankFusion.fuse(List.of(lexical, vector));

    assertThat(fused).extracting(Hit::ordinal).containsExactly(2, 1, 3);
  }

  @Test
  void a_score_is_the_sum_of_reciprocal_ranks_above_sixty() {
    var fused = RankFusion.fuse(List.of(List.of(hit(1), hit(2)), List.of(hit(2))));

    assertThat(fused.getFirst().score()).isCloseTo(1.0 / 62 + 1.0 / 61, within(1e-12));
  }

  @Test
  void the_scores_that_went_in_do_not_matter() {
    var high = new Hit(document, 1, 1000);
    var low = new Hit(document, 2, 0.001);

    var fused = RankFusion.fuse(List.of(List.of(low, high)));

    assertThat(fused).extracting(Hit::ordinal).containsExactly(2, 1);
  }

  @Test
  void nothing_fuses_to_nothing() {
    assertThat(RankFusion.fuse(List.of(List.of(), List.of()))).isEmpty();
  }

  private Hit hit(int ordinal) {
    return new Hit(document, ordinal, 1);
  }
}
