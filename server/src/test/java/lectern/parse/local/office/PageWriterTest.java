package lectern.parse.local.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import lectern.document.Failure.Reason;
import lectern.parse.local.CollectedPages;
import lectern.parse.local.ReadLimits;
import lectern.parse.local.UnreadableFile;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PageWriterTest {
  private final CollectedPages pages = new CollectedPages();

  /// On failure the name of the run is the seed.
  @RepeatedTest(value = 100, name = "seed {currentRepetition}")
  void nothing_is_lost_and_no_page_is_much_too_long(RepetitionInfo run) {
    var random = new Random(run.getCurrentRepetition());
    var out = PageWriter.cutting(pages, 0, 500);
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      write(out, random, written);
    }

    out.breakPage();

    String all = pages.all();
    int from = 0;
    for (String word : written) {
      from = all.indexOf(word, from);
      assertThat(from).as(word).isNotNegative();
    }
    assertThat(pages.pages).allMatch(page -> page.markdown().length() <= 1_000);
    assertThat(pages.pages).noneMatch(page -> page.isBlank());
  }

  @Test
  void a_heading_is_never_left_alone_at_the_end_of_a_page() {
    var out = PageWriter.cutting(pages, 0, 100);
    out.paragraph("x".repeat(80));
    out.heading(1, "Next");
    out.heading(2, "Part");
    out.paragraph("y".repeat(50));

    out.breakPage();

    assertThat(pages.markdown(1)).isEqualTo("x".repeat(80));
    assertThat(pages.markdown(2)).isEqualTo("# Next\n\n## Part\n\n" + "y".repeat(50));
  }

  @Test
  void an_item_is_indented_no_deeper_than_the_one_before_it_allows() {
    var out = PageWriter.cutting(pages, 0, 100);
    out.item(2, "-", "no list yet");
    out.item(2, "-", "one deeper");
    out.inItem("its second\nparagraph");
    out.item(0, "1.", "outside again");

    out.breakPage();

    assertThat(pages.markdown(1))
        .isEqualTo(
            """
            - no list yet
               - one deeper

                  its second
                  paragraph
            1. outside again\
            """);
  }

  @Test
  void a_page_that_may_not_be_cut_is_refused_when_it_is_over_the_limit() {
    var out = PageWriter.uncut(pages, 0, new ReadLimits(10, 100, 1000));
    out.paragraph("x".repeat(80));

    assertThatThrownBy(() -> out.paragraph("y".repeat(80)))
        .isInstanceOfSatisfying(
            UnreadableFile.class,
            e -> assertThat(e.failure().reason()).isEqualTo(Reason.TOO_LARGE));
  }

  @Test
  void code_is_fenced_by_more_marks_than_are_in_it() {
    var out = PageWriter.cutting(pages, 0, 100);
    out.code("  a\n```\nb");

    out.breakPage();

    assertThat(pages.markdown(1)).isEqualTo("````\n  a\n```\nb\n````");
  }

  private static void write(PageWriter out, Random random, List<String> written) {
    switch (random.nextInt(5)) {
      case 0 -> out.heading(1 + random.nextInt(3), words(random, written, 5));
      case 1 -> out.item(random.nextInt(3), "-", words(random, written, 40));
      case 2 -> out.code(words(random, written, 200).replace(' ', '\n'));
      case 3 ->
          out.table(
              IntStream.range(0, 1 + random.nextInt(30))
                  .mapToObj(_ -> List.of(words(random, written, 1), words(random, written, 3)))
                  .toList());
      default -> out.paragraph(words(random, written, 300));
    }
  }

  /// At least one and at most `max` words, each found nowhere else.
  private static String words(Random random, List<String> written, int max) {
    int first = written.size();
    int count = 1 + random.nextInt(max);
    IntStream.range(first, first + count).mapToObj(i -> "w" + i + "w").forEach(written::add);
    return String.join(" ", written.subList(first, first + count));
  }
}
