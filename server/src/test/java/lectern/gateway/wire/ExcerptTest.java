package lectern.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptTest {
  @ParameterizedTest
  @CsvSource({
    "Incorrect API key provided: sk-proj-Ab_c123456., Incorrect API key provided: [key]",
    "key sk-abcd***wxyz is revoked, key [key] is revoked",
    "llx-0123456789 is of another region, [key] is of another region",
    "sent Authorization: Bearer eyJhbGciOi.x.y here, sent Authorization: [key] here",
    "{\"api_key\":\"s3cr3t-value\"}, {\"api_key\":\"[key]\"}",
    "api-key: 0123456789abcdef, api-key: [key]",
    "gsk_0123456789 and xai-0123456789, [key] and [key]",
    "the task-force asks, the task-force asks",
  })
  void what_looks_like_a_key_is_masked(String text, String shown) {
    assertThat(Excerpt.of(text)).isEqualTo(shown);
  }

  @Test
  void it_is_one_line_of_two_hundred_characters_at_most() {
    var page = "<html>\n\t<body>" + "é".repeat(500);

    assertThat(Excerpt.of(page)).startsWith("<html> <body>é").hasSize(Excerpt.MAX_CHARS);
  }

  @Test
  void no_character_is_cut_in_half() {
    var text = "a" + "😀".repeat(300);

    assertThat(
            Excerpt.of(text)
                .codePoints()
                .noneMatch(it -> Character.charCount(it) == 1 && Character.isSurrogate((char) it)))
        .isTrue();
  }

  @Test
  void a_key_at_the_end_is_masked_before_the_rest_is_cut() {
    var text = "x ".repeat(95) + "sk-0123456789abcdefghijklmnop";

    assertThat(Excerpt.of(text)).doesNotContain("sk-");
  }
}
