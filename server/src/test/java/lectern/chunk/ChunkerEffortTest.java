package lectern.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import lectern.document.Chunk;
import lectern.document.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Chunking takes work in proportion to the page, whatever is on it.
class ChunkerEffortTest {
  private final Tally tally = new Tally();

  @Test
  void text_is_measured_about_twice_and_never_in_one_piece_longer_than_a_chunk() {
    String markdown = "So word word word word word word word word word word word. ".repeat(5_000);

    new Chunker(tally, ChunkLimits.DEFAULT).chunk(page(markdown), Outline.START);

    assertThat(tally.chars).isLessThan(markdown.length() * 5L / 2);
    assertThat(tally.calls).isLessThan(6_000);
  }

  /// The timeout is for what would take minutes, were it quadratic; it takes a tenth of a second.
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "字",
        "e\u0301",
        "\u0301",
        "👩‍👩‍👧‍👦",
        "\n",
        " ",
        ".",
        ". ",
        ".\"",
        "a.) ",
        "|",
        "| a ",
        "| a |\n",
        "# a\n",
        "###### x\na\n",
        "- ",
        "- a\n",
        "`",
        "```\n",
        "*",
        "_a",
        "\\",
        "a\n===\n",
        "a|b\n-|-\n",
        "#",
        "1. "
      })
  void a_page_of_a_million_characters_loses_none_for_being_odd(String odd) {
    var markdown = odd.repeat(1_000_000 / odd.length());

    var chunks = new Chunker(tally, new ChunkLimits(30, 40)).chunk(page(markdown), Outline.START);

    assertThat(visible(chunks.chunks().stream().map(Chunk::text).toList()))
        .isEqualTo(visible(List.of(markdown)));
  }

  private static long visible(List<String> texts) {
    return texts.stream()
        .mapToLong(text -> text.chars().filter(c -> !Character.isWhitespace(c)).count())
        .sum();
  }

  private static Page page(String markdown) {
    return new Page(1, markdown, List.of(), Page.Origin.TEXT);
  }

  /// Counts what it is asked to count.
  private static final class Tally implements TokenCounter {
    private final TokenCounter tokens = new FourCharTokens();
    private int calls;
    private long chars;

    @Override
    public int count(String text) {
      calls++;
      chars += text.length();
      return tokens.count(text);
    }
  }
}
