package lectern.parse.local.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LettersTest {

  @ParameterizedTest
  @CsvSource({"\uFB01, fi", "o\uFB03ce, office", "\uFEE1, \u0645", "x\u0007y, xy", "½, ½", "ﬂ, fl"})
  void ligatures_become_letters_and_controls_nothing(String drawn, String clean) {
    assertThat(Letters.clean(drawn)).isEqualTo(clean);
  }

  @Test
  void every_kind_of_space_is_one_space() {
    assertThat(Letters.clean("a\u00A0b\u2009c\td")).isEqualTo("a b c d");
  }

  @Test
  void half_a_surrogate_pair_is_dropped() {
    assertThat(Letters.clean("a\uD835b")).isEqualTo("ab");
  }
}
