package lectern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkersTest {
  private final Cited cited = new Cited();
  private final Markers markers = new Markers(cited);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 100})
  void a_marker_is_found_however_the_text_is_cut(int length) throws Exception {
    var text = "The fee is 515 euros [2]. It is due in May [1].";
    for (int i = 0; i < text.length(); i += length) {
      markers.take(text.substring(i, Math.min(text.length(), i + length)));
    }
    markers.end();

    assertThat(cited.text).hasToString("The fee is 515 euros (2). It is due in May (1).");
    assertThat(cited.sentences).containsExactly("The fee is 515 euros", "It is due in May");
  }

  @Test
  void a_marker_behind_the_full_stop_belongs_to_the_sentence_before_it() throws Exception {
    markers.take("It is red. It is old. [3]");
    markers.end();

    assertThat(cited.sentences).containsExactly("It is old.");
  }

  @Test
  void one_that_nothing_bears_out_is_taken_out_with_its_blanks() throws Exception {
    markers.take("It is red [9]. So.");
    markers.end();

    assertThat(cited.text).hasToString("It is red. So.");
  }

  @Test
  void several_numbers_in_one_are_several() throws Exception {
    markers.take("It is red [1, 2].");
    markers.end();

    assertThat(cited.text).hasToString("It is red (1)(2).");
  }

  @Test
  void other_brackets_stay() throws Exception {
    markers.take("The list [a, b] and [12");
    markers.end();

    assertThat(cited.text).hasToString("The list [a, b] and [12");
  }

  /// Knows three passages.
  private static final class Cited implements Markers.Citing {
    final StringBuilder text = new StringBuilder();
    final List<String> sentences = new ArrayList<>();

    @Override
    public String cite(int passage, String sentence) {
      sentences.add(sentence);
      return passage <= 3 ? "(" + passage + ")" : "";
    }

    @Override
    public void show(String shown) {
      text.append(shown);
    }

    @Override
    public void settled() throws IOException {}
  }
}
