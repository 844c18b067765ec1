package lectern.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lectern.document.Page.Origin;
import org.junit.jupiter.api.Test;

class PageTest {
  @Test
  void what_the_database_cannot_keep_is_replaced_one_for_one() {
    var page = new Page(1, "a\0b\uD800c\uDC00 😀", List.of(), Origin.TEXT);

    assertThat(page.markdown()).isEqualTo("a b\uFFFDc\uFFFD 😀");
  }

  @Test
  void ordinary_text_is_kept_as_it_is() {
    var text = "naïve 泵 😀\n| a | b |";

    assertThat(new Page(1, text, List.of(), Origin.TEXT).markdown()).isSameAs(text);
  }
}
