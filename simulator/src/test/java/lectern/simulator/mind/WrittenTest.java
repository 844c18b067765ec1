package lectern.simulator.mind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WrittenTest {
  private static final String[] SCRAPS = {
    "word ", "Maß", "日本語", "🙂", "👩‍👩‍👧", "\n", "  ", "ñ", "𝄞", "Ω", "1234", "\"", "e\u0301"
  };

  private static String text(RepetitionInfo run) {
    var random = new Random(run.getCurrentRepetition());
    var text = new StringBuilder();
    for (var i = random.nextInt(40); i >= 0; i--) {
      text.append(SCRAPS[random.nextInt(SCRAPS.length)]);
    }
    return text.toString();
  }

  @RepeatedTest(value = 100, name = "seed {currentRepetition}")
  void the_pieces_of_a_text_are_the_text_though_a_token_may_be_half_a_character(
      RepetitionInfo run) {
    var text = text(run);

    var pieces = Tokens.O200K_BASE.write(text).pieces();

    assertThat(String.join("", pieces)).isEqualTo(text);
    assertThat(pieces).noneMatch(piece -> piece.contains("\uFFFD"));
  }

  @RepeatedTest(value = 100, name = "seed {currentRepetition}")
  void a_cut_text_has_exactly_so_many_tokens_and_ends_with_a_whole_character(RepetitionInfo run) {
    var text = text(run);
    var whole = Tokens.CL100K_BASE.write(text);

    var cut = whole.first(whole.tokens() / 2);

    assertThat(cut.tokens()).isEqualTo(whole.tokens() / 2);
    assertThat(text).startsWith(cut.text());
    assertThat(String.join("", cut.pieces())).isEqualTo(cut.text());
  }

  @Test
  void half_a_surrogate_pair_becomes_a_question_mark() {
    assertThat(Tokens.O200K_BASE.write("a\ud83d").text()).isEqualTo("a?");
  }

  @Test
  void a_text_has_as_many_tokens_as_are_counted() {
    var text = "The pump must be serviced every 500 hours.";

    assertThat(Tokens.O200K_BASE.write(text).tokens()).isEqualTo(Tokens.O200K_BASE.count(text));
  }
}
