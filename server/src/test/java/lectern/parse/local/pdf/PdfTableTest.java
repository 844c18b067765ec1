package lectern.parse.local.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import lectern.document.Page;
import lectern.document.WordBox;
import lectern.parse.local.pdf.PdfFixture.Pen;
import org.junit.jupiter.api.Test;

class PdfTableTest extends DrawnPdf {
  /// A statement as annual reports set it: periods over dates, the currency at the left edge of its
  /// column, amounts to the right.
  private static void statement(Pen pen) throws IOException {
    pen.text(72, 740, "The following table shows net sales of the period (in millions):")
        .head(345, 720, "Three Months Ended")
        .head(485, 720, "Nine Months Ended")
        .head(310, 706, "July 1,")
        .head(380, 706, "June 25,")
        .head(450, 706, "July 1,")
        .head(520, 706, "June 25,")
        .head(310, 694, "2023")
        .head(380, 694, "2022")
        .head(450, 694, "2023")
        .head(520, 694, "2022")
        .text(72, 680, "Net sales:");
    row(pen, 666, "Products", "$ 60,584", "$ 63,355", "$ 230,901", "$ 245,241");
    row(pen, 652, "Services, which are", "", "", "", "");
    row(pen, 640, "net of discounts", "21,213", "19,604", "62,886", "58,941");
    row(pen, 626, "Other income/(loss)", "(265", "—", "(594", "(97");
    pen.text(331, 626, ")").text(471, 626, ")").text(541, 626, ")");
    row(pen, 612, "Change", "5%", "(3)%", "12.5%", "1%");
    pen.text(72, 590, "See accompanying notes, which are a part of these statements of 2023.");
  }

  private static void row(Pen pen, float y, String label, String... amounts) throws IOException {
    pen.text(72, y, label);
    for (int i = 0; i < amounts.length; i++) {
      float right = 330 + 70 * i;
      if (amounts[i].startsWith("$ ")) {
        pen.text(right - 40, y, "$").amount(right, y, amounts[i].substring(2));
      } else if (!amounts[i].isEmpty()) {
        pen.amount(right, y, amounts[i]);
      }
    }
  }

  private static final String STATEMENT =
      """
      The following table shows net sales of the period (in millions):

      | | Three Months Ended July 1, 2023 | Three Months Ended June 25, 2022 |\
       Nine Months Ended July 1, 2023 | Nine Months Ended June 25, 2022 |
      | --- | --- | --- | --- | --- |
      | Net sales: | | | | |
      | Products | $60,584 | $63,355 | $230,901 | $245,241 |
      | Services, which are net of discounts | 21,213 | 19,604 | 62,886 | 58,941 |
      | Other income/(loss) | (265) | — | (594) | (97) |
      | Change | 5% | (3)% | 12.5% | 1% |

      See accompanying notes, which are a part of these statements of 2023.\
      """;

  @Test
  void a_statement_becomes_a_table_with_its_heads_in_one_row() throws IOException {
    pdf.page(PdfTableTest::statement);

    assertThat(markdown()).isEqualTo(STATEMENT);
  }

  @Test
  void lines_around_the_cells_change_nothing() throws IOException {
    pdf.page(pen -> {
      statement(pen);
      for (float y = 605; y < 735; y += 14) {
        pen.line(70, y, 550, y);
      }
      for (float x : new float[] {70, 280, 340, 410, 480, 550}) {
        pen.line(x, 605, x, 735);
      }
    });

    assertThat(markdown()).isEqualTo(STATEMENT);
  }

  @Test
  void a_statement_that_is_turned_is_the_same_table() throws IOException {
    pdf.page(PdfTableTest::statement).setRotation(90);

    assertThat(markdown()).isEqualTo(STATEMENT);
  }

  @Test
  void every_box_of_a_table_has_the_characters_of_its_word() throws IOException {
    pdf.page(PdfTableTest::statement);

    Page page = Pages.of(pdf.save(folder)).pages.getFirst();

    assertThat(page.words())
        .extracting(box -> box.range().of(page.markdown()))
        .noneMatch(word -> word.isBlank() || word.contains(" ") || word.contains("|"))
        .contains("$", "60,584", "(265", ")", "Products");
    assertThat(page.words())
        .extracting(WordBox::range)
        .isSortedAccordingTo((one, other) -> Integer.compare(one.start(), other.start()));
  }

  @Test
  void a_table_without_heads_has_an_empty_header() throws IOException {
    pdf.page(pen -> {
      pen.text(72, 720, "Maturities of the securities at the end of the year are these below:");
      row(pen, 690, "Due after 1 year", "76,267");
      row(pen, 676, "Due after 5 years", "11,148");
      row(pen, 662, "Due after 10 years", "16,646");
    });

    assertThat(markdown())
        .endsWith(
            """
            | | |
            | --- | --- |
            | Due after 1 year | 76,267 |
            | Due after 5 years | 11,148 |
            | Due after 10 years | 16,646 |\
            """);
  }

  @Test
  void a_head_over_three_columns_is_the_head_of_each() throws IOException {
    pdf.page(pen -> {
      pen.head(380, 720, "Nine Months Ended");
      pen.head(310, 706, "Cost").head(380, 706, "Gains").head(450, 706, "Fair value");
      row(pen, 690, "Cash", "10", "20", "30");
      row(pen, 676, "Bonds", "40", "50", "60");
    });

    assertThat(markdown())
        .startsWith(
            "| | Nine Months Ended Cost | Nine Months Ended Gains |"
                + " Nine Months Ended Fair value |");
  }

  @Test
  void years_can_be_labels() throws IOException {
    pdf.page(pen -> {
      pen.text(72, 740, "The payments that are due in each of the following years are these:");
      row(pen, 704, "2023 (rest)", "2,899");
      row(pen, 690, "2024", "2,897");
      row(pen, 676, "2025", "1,584");
    });

    assertThat(markdown()).contains("| 2023 (rest) | 2,899 |", "| 2024 | 2,897 |");
  }

  @Test
  void a_table_across_two_columns_of_text_stays_whole() throws IOException {
    pdf.page(pen -> {
      for (int i = 0; i < 8; i++) {
        pen.text(72, 700 - 12 * i, "a line of prose in the left column");
        pen.text(320, 700 - 12 * i, "a line of prose in the right one");
      }
      for (int i = 0; i < 5; i++) {
        row(pen, 560 - 12 * i, "Benchmark " + i, "10", "20", "30", "40");
      }
    });

    assertThat(markdown()).contains("| Benchmark 4 | 10 | 20 | 30 | 40 |");
  }

  @Test
  void a_bar_in_a_cell_is_escaped() throws IOException {
    pdf.page(pen -> {
      row(pen, 690, "Left|right", "1", "2");
      row(pen, 676, "Up|down", "3", "4");
    });

    assertThat(markdown()).contains("| Left\\|right | 1 | 2 |");
  }

  @Test
  void numbers_in_sentences_make_no_table() throws IOException {
    pdf.page(pen ->
        pen.text(72, 700, "In 2023 the company sold 1,200 units, and in 2022 it sold 1,100.")
            .text(72, 688, "Of these, 300 were blue, 400 were red and 500 had no colour at")
            .text(72, 676, "all; the share of blue ones rose from 20% to 25% in 12 months."));

    assertThat(markdown()).doesNotContain("|");
  }

  @Test
  void a_small_raised_figure_stays_with_its_label() throws IOException {
    pdf.page(pen -> {
      row(pen, 690, "Level one", "10", "20");
      row(pen, 676, "Level two", "30", "40");
      pen.text(
          72 + PdfFixture.REGULAR.getStringWidth("Level one") / 100,
          694,
          new PdfFixture.Style(PdfFixture.REGULAR, 6),
          "(1)");
    });

    assertThat(markdown()).contains("| Level one (1) | 10 | 20 |");
  }
}
