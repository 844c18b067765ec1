package lectern.parse.local.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import lectern.parse.local.pdf.PdfFixture.Style;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where one paragraph ends and the next begins, and what of a title block is a heading.
class PdfParagraphTest {
  private static final Style LARGE = new Style(PdfFixture.BOLD, 18);

  @TempDir Path folder;

  private final PdfFixture pdf = new PdfFixture();

  @AfterEach
  void close() throws IOException {
    pdf.close();
  }

  private String markdown() throws IOException {
    return Pages.markdown(pdf.save(folder));
  }

  @Test
  void a_clause_with_a_hanging_number_is_one_paragraph() throws IOException {
    pdf.page(pen ->
        pen.text(72, 700, "5.1")
            .text(100, 700, "Report theft and malicious damage to the")
            .text(100, 688, "Society and to the police, and do so within")
            .text(100, 676, "24 hours.")
            .text(72, 660, "5.2 Issue a permit before any hot work, such as")
            .text(100, 648, "welding or cutting."));

    assertThat(markdown())
        .isEqualTo(
            """
            5.1 Report theft and malicious damage to the Society and to the police, and do so within\
             24 hours.

            5.2 Issue a permit before any hot work, such as welding or cutting.\
            """);
  }

  @Test
  void a_mark_of_letters_and_figures_can_hang_too() throws IOException {
    pdf.page(pen ->
        pen.text(72, 700, "E1")
            .text(100, 700, "Losses are paid to the First Bank of the town until the")
            .text(100, 688, "Loan of last year is repaid."));

    assertThat(markdown()).endsWith("until the Loan of last year is repaid.");
  }

  @Test
  void an_item_whose_first_line_is_set_in_goes_on_at_the_margin() throws IOException {
    pdf.page(pen ->
        pen.text(100, 700, "(a) Limits. The holder has no rights as an owner of")
            .text(72, 688, "the company, and none of the rights that an Owner of")
            .text(72, 676, "Shares would have.")
            .text(100, 660, "(b) Transfer. No right can be sold."));

    assertThat(markdown())
        .isEqualTo(
            """
            (a) Limits. The holder has no rights as an owner of the company, and none of the rights\
             that an Owner of Shares would have.
            (b) Transfer. No right can be sold.\
            """);
  }

  @Test
  void a_number_with_a_point_within_a_sentence_begins_no_clause() throws IOException {
    pdf.page(pen ->
        pen.text(72, 700, "Since the last test the length of the pipe has grown to")
            .text(72, 688, "5.2 metres, which is too much."));

    assertThat(markdown()).contains("grown to 5.2 metres");
  }

  @Test
  void a_first_line_set_in_after_the_end_of_a_sentence_begins_a_paragraph() throws IOException {
    pdf.page(pen ->
        pen.text(90, 700, "The first paragraph begins here and it goes on")
            .text(72, 688, "for another line, which reaches the other edge.")
            .text(90, 676, "The second one begins here and ends soon."));

    assertThat(markdown()).contains("other edge.\n\nThe second one");
  }

  @Test
  void names_and_addresses_of_a_title_block_are_no_headings() throws IOException {
    pdf.page(pen ->
        pen.text(200, 720, LARGE, "PUBLIC AUTHORITY")
            .text(220, 690, LARGE, "FORM 12-B")
            .text(200, 650, new Style(PdfFixture.BOLD, 14), "One Garden Way")
            .text(200, 632, new Style(PdfFixture.BOLD, 14), "Littleton, Ohio 95014")
            .text(180, 618, "(Address of the principal office)")
            .text(72, 560, LARGE, "Who has to file")
            .text(72, 540, "All companies have to file this form within ten days of the sale,")
            .text(72, 528, "and none may leave out a page of it."));

    assertThat(markdown().lines().filter(line -> line.startsWith("#")))
        .containsExactly("# Who has to file");
  }

  @Test
  void the_one_largest_line_of_the_first_page_is_its_title() throws IOException {
    pdf.page(pen ->
        pen.text(200, 720, LARGE, "Annual report")
            .text(200, 690, new Style(PdfFixture.REGULAR, 14), "Spring 2025")
            .text(200, 660, "Pumps are heard of when they fail.")
            .text(72, 600, "The year was a good one for all who make pumps of any kind,"));

    assertThat(markdown()).startsWith("# Annual report\n\nSpring 2025\n\n");
  }
}
