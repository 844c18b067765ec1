package lectern.parse.local.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import lectern.parse.local.pdf.PdfFixture.Pen;
import lectern.parse.local.pdf.PdfFixture.Style;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Statements and schedules as different publishers set them, each with the Markdown it becomes.
class PdfStatementTest {
  @TempDir Path folder;

  private final PdfFixture pdf = new PdfFixture();

  @AfterEach
  void close() throws IOException {
    pdf.close();
  }

  private String markdown() throws IOException {
    return Pages.markdown(pdf.save(folder));
  }

  /// Amounts end at the given places; a bracket that closes hangs out to the right.
  private static void amounts(Pen pen, float y, float[] rights, String... amounts)
      throws IOException {
    for (int i = 0; i < amounts.length; i++) {
      String amount = amounts[i];
      if (amount.startsWith("$")) {
        pen.text(rights[i] - 75, y, "$");
        amount = amount.substring(1);
      }
      boolean hangs = amount.endsWith(")");
      String digits = hangs ? amount.substring(0, amount.length() - 1) : amount;
      if (!digits.isEmpty()) {
        pen.amount(rights[i], y, digits);
      }
      if (hangs) {
        pen.text(rights[i], y, ")");
      }
    }
  }

  @Test
  void currencies_far_left_hanging_brackets_leaders_sections_and_rules() throws IOException {
    float[] at = {400, 530};
    pdf.page(pen -> {
      pen.head(370, 720, "December 31,").head(500, 720, "December 31,");
      pen.head(370, 708, "2024").head(500, 708, "2023");
      pen.line(320, 704, 405, 704).line(450, 704, 535, 704);
      pen.text(72, 690, "Operating activities:");
      pen.text(80, 676, "Net income .................................");
      amounts(pen, 676, at, "$1,204", "$988");
      pen.text(80, 662, "Deferred income taxes ................");
      amounts(pen, 662, at, "(38)", "(112)");
      pen.text(80, 648, "Changes in operating assets and");
      pen.text(90, 636, "liabilities, net of acquisitions ......");
      amounts(pen, 636, at, "57", "(4)");
      pen.line(320, 632, 405, 632).line(450, 632, 535, 632);
      pen.text(80, 620, "Cash from operating activities ...");
      amounts(pen, 620, at, "$1,223", "$872");
      pen.line(320, 616, 405, 616).line(450, 616, 535, 616);
    });

    assertThat(markdown())
        .isEqualTo(
            """
            | | December 31, 2024 | December 31, 2023 |
            | --- | --- | --- |
            | Operating activities: | | |
            | Net income | $1,204 | $988 |
            | Deferred income taxes | (38) | (112) |
            | Changes in operating assets and liabilities, net of acquisitions | 57 | (4) |
            | Cash from operating activities | $1,223 | $872 |\
            """);
  }

  @Test
  void notes_and_percents_have_columns_and_three_lines_of_heads_are_one() throws IOException {
    float[] at = {260, 350, 430, 510};
    pdf.page(pen -> {
      pen.head(385, 720, "Year ended");
      pen.head(385, 708, "31 March");
      pen.amount(350, 696, "2025").amount(430, 696, "2024").amount(510, 696, "Change");
      pen.amount(260, 684, "Note").amount(350, 684, "£m").amount(430, 684, "£m");
      pen.amount(510, 684, "%");
      pen.text(72, 664, "Revenue");
      amounts(pen, 664, at, "3", "5,204", "4,810", "8.2%");
      pen.text(72, 650, "Cost of sales");
      amounts(pen, 650, at, "4", "(3,118)", "(2,977)", "4.7%");
      pen.text(72, 636, "Gross profit");
      amounts(pen, 636, at, "", "2,086", "1,833", "13.8%");
      pen.text(72, 622, "Finance costs");
      amounts(pen, 622, at, "12", "(91)", "–", "n/a");
    });

    assertThat(markdown())
        .isEqualTo(
            """
            | | Note | Year ended 31 March 2025 £m | Year ended 31 March 2024 £m | Change % |
            | --- | --- | --- | --- | --- |
            | Revenue | 3 | 5,204 | 4,810 | 8.2% |
            | Cost of sales | 4 | (3,118) | (2,977) | 4.7% |
            | Gross profit | | 2,086 | 1,833 | 13.8% |
            | Finance costs | 12 | (91) | – | n/a |\
            """);
  }

  @Test
  void a_label_of_two_lines_can_have_its_amounts_on_the_first() throws IOException {
    float[] at = {400, 500};
    pdf.page(pen -> {
      pen.amount(400, 720, "2025").amount(500, 720, "2024");
      pen.text(72, 700, "Trade receivables");
      amounts(pen, 700, at, "310", "295");
      pen.text(72, 682, "Financial assets at fair value");
      amounts(pen, 682, at, "77", "64");
      pen.text(72, 670, "through profit or loss");
      pen.text(72, 652, "Cash");
      amounts(pen, 652, at, "12", "15");
      pen.text(72, 634, "Total");
      amounts(pen, 634, at, "399", "374");
    });

    assertThat(markdown())
        .contains("| Financial assets at fair value through profit or loss | 77 | 64 |\n| Cash |");
  }

  @Test
  void thousands_parted_by_spaces_are_one_amount() throws IOException {
    float[] at = {350, 450};
    pdf.page(pen -> {
      pen.amount(350, 720, "2025").amount(450, 720, "2024");
      pen.text(72, 704, "Umsatzerlöse");
      amounts(pen, 704, at, "12 345 678", "11 020 300");
      pen.text(72, 690, "Materialaufwand");
      amounts(pen, 690, at, "-4 120 000", "-3 998 150");
      pen.text(72, 676, "Sonstiges");
      amounts(pen, 676, at, "512 000", "95");
    });

    assertThat(markdown())
        .isEqualTo(
            """
            | | 2025 | 2024 |
            | --- | --- | --- |
            | Umsatzerlöse | 12 345 678 | 11 020 300 |
            | Materialaufwand | -4 120 000 | -3 998 150 |
            | Sonstiges | 512 000 | 95 |\
            """);
  }

  @Test
  void a_wide_page_holds_a_wide_table() throws IOException {
    var heads = new String[] {"Q1", "Q2", "Q3", "Q4", "Year", "Plan", "Last year"};
    float[] at = {300, 360, 420, 480, 550, 620, 700};
    pdf.page(
            pen -> {
              for (int i = 0; i < heads.length; i++) {
                pen.amount(at[i], 500, heads[i]);
              }
              pen.text(72, 484, "North");
              amounts(pen, 484, at, "10", "20", "30", "40", "100", "90", "80");
              pen.text(72, 470, "South and the islands");
              amounts(pen, 470, at, "1", "2", "3", "4", "10", "9", "8");
              pen.text(72, 456, "Total");
              amounts(pen, 456, at, "11", "22", "33", "44", "110", "99", "88");
            })
        .setMediaBox(new PDRectangle(792, 612));

    assertThat(markdown())
        .isEqualTo(
            """
            | | Q1 | Q2 | Q3 | Q4 | Year | Plan | Last year |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            | North | 10 | 20 | 30 | 40 | 100 | 90 | 80 |
            | South and the islands | 1 | 2 | 3 | 4 | 10 | 9 | 8 |
            | Total | 11 | 22 | 33 | 44 | 110 | 99 | 88 |\
            """);
  }

  @Test
  void two_tables_side_by_side_keep_each_amount_with_its_label() throws IOException {
    String[][] rows = {
      {"Inventories", "310", "Trade payables", "205"},
      {"Receivables", "420", "Bank loans", "600"},
      {"Cash", "75", "Equity", "0"},
      {"Total assets", "805", "Total liabilities", "805"}
    };
    pdf.page(pen -> {
      for (int i = 0; i < rows.length; i++) {
        float y = 700 - 14 * i;
        pen.text(72, y, rows[i][0]).amount(270, y, rows[i][1]);
        pen.text(320, y, rows[i][2]).amount(520, y, rows[i][3]);
      }
    });

    assertThat(markdown())
        .contains(
            "| Inventories | 310 | Trade payables | 205 |",
            "| Total assets | 805 | Total liabilities | 805 |");
  }

  @Test
  void a_schedule_of_texts_with_amounts_is_a_table() throws IOException {
    String[][] rows = {
      {"Removal of debris", "Clearing, sorting and tipping after a loss", "300,000"},
      {"Professional fees", "Architects, surveyors and engineers", "150,000"},
      {"Goods in transit", "Own and hired vehicles, each vehicle", "75,000"}
    };
    pdf.page(pen -> {
      var bold = new Style(PdfFixture.BOLD, 10);
      pen.text(72, 720, bold, "Additional cover").text(200, 720, bold, "What it pays for");
      pen.text(480, 720, bold, "Limit");
      for (int i = 0; i < rows.length; i++) {
        float y = 700 - 18 * i;
        pen.text(72, y, rows[i][0]).text(200, y, rows[i][1]).amount(510, y, rows[i][2]);
      }
    });

    assertThat(markdown())
        .isEqualTo(
            """
            | Additional cover | What it pays for | Limit |
            | --- | --- | --- |
            | Removal of debris | Clearing, sorting and tipping after a loss | 300,000 |
            | Professional fees | Architects, surveyors and engineers | 150,000 |
            | Goods in transit | Own and hired vehicles, each vehicle | 75,000 |\
            """);
  }

  @Test
  void a_ruled_schedule_of_texts_alone_is_a_table() throws IOException {
    pdf.page(pen -> {
      for (float y : new float[] {730, 710, 680, 660, 640}) {
        pen.line(70, y, 540, y);
      }
      for (float x : new float[] {70, 190, 400, 540}) {
        pen.line(x, 640, x, 730);
      }
      pen.text(75, 716, "Cover").text(195, 716, "Applies to").text(405, 716, "Condition");
      pen.text(75, 697, "Fire").text(195, 697, "All buildings at the main site, and");
      pen.text(195, 685, "the yard behind them").text(405, 697, "Sprinklers tested weekly");
      pen.text(75, 666, "Theft").text(195, 666, "Stock").text(405, 666, "Alarm set at night");
      pen.text(75, 646, "Flood").text(195, 646, "Ground floor only");
    });

    assertThat(markdown())
        .isEqualTo(
            """
            | Cover | Applies to | Condition |
            | --- | --- | --- |
            | Fire | All buildings at the main site, and the yard behind them |\
             Sprinklers tested weekly |
            | Theft | Stock | Alarm set at night |
            | Flood | Ground floor only | |\
            """);
  }

  @Test
  void the_last_line_of_a_sentence_over_a_table_is_none_of_its_heads() throws IOException {
    float[] at = {400, 500};
    pdf.page(pen -> {
      pen.text(
          72, 734, "The following table shows the net gains of the company by category and by");
      pen.text(
          72, 722, "place as of the days of July 1, 2023 and September 24, 2022 (in millions):");
      pen.head(380, 704, "July 1,").head(480, 704, "September 24,");
      pen.head(380, 692, "2023").head(480, 692, "2022");
      pen.text(72, 678, "Products");
      amounts(pen, 678, at, "$39,669", "$40,665");
      pen.text(72, 664, "Services");
      amounts(pen, 664, at, "6,840", "7,382");
    });

    assertThat(markdown())
        .contains("2022 (in millions):\n\n| | July 1, 2023 | September 24, 2022 |\n");
  }

  @Test
  void a_telephone_number_is_no_table() throws IOException {
    pdf.page(pen -> {
      pen.text(72, 700, "Canal House, 2 Causeway Row");
      pen.text(72, 688, "office@mill.example").text(180, 688, "·").text(195, 688, "01632 960 140");
    });

    assertThat(markdown()).doesNotContain("|");
  }
}
