package lectern.parse.local.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import lectern.document.Page;
import lectern.parse.local.pdf.PdfFixture.Style;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;

class PdfLayoutTest extends DrawnPdf {
  @Test
  void larger_lines_and_short_bold_lines_are_headings() throws IOException {
    pdf.page(pen ->
        pen.text(72, 700, new Style(PdfFixture.REGULAR, 18), "Annual report")
            .text(72, 670, "This is the body of the report, which is set in ten points.")
            .text(72, 640, new Style(PdfFixture.BOLD, 10), "Results of operations")
            .text(72, 626, "Sales rose in all regions but one, as the next table shows.")
            .text(72, 600, new Style(PdfFixture.BOLD, 13), "Outlook")
            .text(72, 580, "We expect more of the same in the coming year."));

    assertThat(markdown())
        .isEqualTo(
            """
            # Annual report

            This is the body of the report, which is set in ten points.

            #### Results of operations

            Sales rose in all regions but one, as the next table shows.

            ## Outlook

            We expect more of the same in the coming year.\
            """);
  }

  @Test
  void a_running_title_is_kept_and_is_no_heading() throws IOException {
    pdf.page(pen ->
        pen.text(72, 770, new Style(PdfFixture.BOLD, 14), "Running title")
            .text(72, 700, "This is the body of the report, which is set in ten points."));

    assertThat(markdown()).startsWith("Running title\n\nThis is");
  }

  @Test
  void a_running_title_does_not_run_into_the_text_below_it() throws IOException {
    pdf.page(pen ->
        pen.text(72, 745, "Shared database")
            .text(72, 738, "elements can be nested in one another."));

    assertThat(markdown()).isEqualTo("Shared database\n\nelements can be nested in one another.");
  }

  @Test
  void dots_that_lead_to_a_page_number_are_left_out() throws IOException {
    pdf.page(pen ->
        pen.text(72, 700, "Introduction . . . . . . . . . . .")
            .amount(540, 700, "3")
            .text(72, 686, "Results ....................")
            .amount(540, 686, "14")
            .text(72, 672, "Outlook . . . . . . . . . . . . . .")
            .amount(540, 672, "159"));

    assertThat(markdown()).endsWith("| Introduction | 3 |\n| Results | 14 |\n| Outlook | 159 |");
  }

  @Test
  void lines_close_together_are_a_paragraph_and_a_gap_begins_the_next() throws IOException {
    pdf.page(pen ->
        pen.text(72, 700, "The first line of the paragraph goes on")
            .text(72, 688, "in the second line and ends there.")
            .text(72, 660, "Another one."));

    assertThat(markdown())
        .isEqualTo(
            """
            The first line of the paragraph goes on in the second line and ends there.

            Another one.\
            """);
  }

  @Test
  void a_word_broken_at_the_end_of_a_line_is_made_whole() throws IOException {
    pdf.page(pen ->
        pen.text(72, 700, "The company recog-")
            .text(72, 688, "nised revenue from third-")
            .text(72, 676, "party sales."));

    assertThat(markdown()).isEqualTo("The company recognised revenue from third-party sales.");
  }

  @Test
  void items_of_lists_are_items() throws IOException {
    pdf.page(pen ->
        pen.text(72, 700, "We announced:")
            .text(80, 686, "•")
            .text(92, 686, "a new product, which")
            .text(92, 674, "is blue;")
            .text(80, 660, "•")
            .text(92, 660, "another one.")
            .text(72, 640, "1. First")
            .text(72, 626, "2. Second"));

    assertThat(markdown())
        .isEqualTo(
            """
            We announced:

            - a new product, which is blue;
            - another one.
            1. First
            2. Second\
            """);
  }

  @Test
  void marks_of_markdown_at_the_beginning_of_a_paragraph_mean_themselves() throws IOException {
    pdf.page(pen -> pen.text(72, 700, "# 5 is the number | of the house"));

    assertThat(markdown()).isEqualTo("\\# 5 is the number | of the house");
  }

  private static final List<String> LEFT =
      List.of(
          "The left column begins here and",
          "it goes on for a number of lines",
          "because two columns are told by",
          "the many lines that begin at one",
          "place beside each other, not by",
          "a single gap in 1 line of text,",
          "and the left one ends at its end.");

  private static final List<String> RIGHT =
      List.of(
          "Then the right column begins, and",
          "nobody reads across the gutter in",
          "the middle of the page, although",
          "every line has 2 parts with a gap",
          "between them, as tables have, but",
          "no amounts stand there in columns",
          "and so the page is read rightly.");

  @Test
  void two_columns_are_read_one_after_the_other() throws IOException {
    pdf.page(pen -> {
      for (int i = 0; i < LEFT.size(); i++) {
        pen.text(72, 700 - 12 * i, LEFT.get(i));
      }
      for (int i = 0; i < RIGHT.size(); i++) {
        pen.text(320, 700 - 12 * i, RIGHT.get(i));
      }
    });

    assertThat(markdown()).isEqualTo(String.join(" ", LEFT) + "\n\n" + String.join(" ", RIGHT));
  }

  @Test
  void two_columns_that_are_drawn_line_by_line_are_read_so_too() throws IOException {
    pdf.page(pen -> {
      for (int i = 0; i < LEFT.size(); i++) {
        pen.text(72, 700 - 12 * i, LEFT.get(i)).text(320, 700 - 12 * i, RIGHT.get(i));
      }
    });

    assertThat(markdown()).isEqualTo(String.join(" ", LEFT) + "\n\n" + String.join(" ", RIGHT));
  }

  @Test
  void text_written_upwards_is_read_like_any_other() throws IOException {
    pdf.page(pen -> {
      pen.stream().beginText();
      pen.stream().setFont(PdfFixture.REGULAR, 10);
      pen.stream().setTextMatrix(Matrix.getRotateInstance(Math.PI / 2, 100, 200));
      pen.stream().showText("upwards we go");
      pen.stream().endText();
    });

    Page page = Pages.of(pdf.save(folder)).pages.getFirst();

    assertThat(page.markdown()).isEqualTo("upwards we go");
    assertThat(Pages.box(page, "upwards").top()).isGreaterThan(Pages.box(page, "go").top());
  }

  @Test
  void every_word_has_a_box_with_its_exact_characters() throws IOException {
    pdf.page(pen -> {
      pen.text(72, 720, new Style(PdfFixture.BOLD, 16), "A heading of five words");
      for (int i = 0; i < LEFT.size(); i++) {
        pen.text(72, 690 - 12 * i, LEFT.get(i));
      }
    });

    Page page = Pages.of(pdf.save(folder)).pages.getFirst();

    assertThat(page.words())
        .extracting(box -> box.range().of(page.markdown()))
        .containsExactlyElementsOf(
            Arrays.asList(("A heading of five words " + String.join(" ", LEFT)).split(" ", -1)));
  }
}
