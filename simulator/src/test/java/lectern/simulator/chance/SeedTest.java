package lectern.simulator.chance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeedTest {
  @Test
  void equal_seeds_and_words_throw_equal_dice() {
    assertThat(new Seed(7).dice("ids", "a").hex(32))
        .isEqualTo(new Seed(7).dice("ids", "a").hex(32));
  }

  @Test
  void another_seed_or_word_throws_other_dice() {
    var ids =
        IntStream.range(0, 1_000).mapToObj(i -> new Seed(7).dice("ids", "" + i).hex(32)).toList();

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(new Seed(8).dice("ids", "0").hex(32)).isNotEqualTo(ids.getFirst());
  }

  @Test
  void words_are_not_run_together() {
    assertThat(new Seed(7).dice("ab", "c").hex(32))
        .isNotEqualTo(new Seed(7).dice("a", "bc").hex(32));
  }

  @Test
  void chance_comes_out_as_often_as_it_should() {
    var hits = IntStream.range(0, 10_000).filter(i -> new Seed(7).dice("" + i).chance(0.1)).count();

    assertThat(hits).isBetween(900L, 1_100L);
  }

  @Test
  void uuids_are_of_version_4() {
    var uuid = new Seed(7).dice("x").uuid();

    assertThat(uuid.version()).isEqualTo(4);
    assertThat(uuid.variant()).isEqualTo(2);
  }
}
