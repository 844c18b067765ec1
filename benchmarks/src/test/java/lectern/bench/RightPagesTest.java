package lectern.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import lectern.bench.Library.Leaf;
import lectern.bench.Library.Place;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.Sha256;
import lectern.document.WorkspaceId;
import lectern.index.Words;
import org.junit.jupiter.api.Test;

class RightPagesTest {
  private static final Document MAY = document("2024-05-Report.pdf");
  private static final Document JUNE = document("2024-06-Report.pdf");

  private final Library library =
      new Library(
          List.of(
              leaf(MAY, 1, "Sales were $1,250 and costs were $900."),
              leaf(MAY, 2, "| margin | 12.5 | % |"),
              leaf(JUNE, 1, "Sales were $1,250 again, 11,250 with tax."),
              leaf(JUNE, 2, "The roof leaks. The lawyers were told."),
              leaf(JUNE, 3, "Nothing of note."),
              leaf(JUNE, 4, "The roof is old.")));

  private final RightPages rule = new RightPages(library, new Words());

  @Test
  void a_right_page_holds_a_figure_and_is_of_a_document_the_answer_names() {
    var places = rule.of("Sales were $1,250 (SOURCE: 2024 05 Report.pdf)", "");

    assertThat(places).containsExactly(new Place(MAY.id(), 1));
  }

  @Test
  void an_answer_that_names_no_document_may_stand_in_any() {
    var places = rule.of("Sales were $1,250.", "");

    assertThat(places).containsExactlyInAnyOrder(new Place(MAY.id(), 1), new Place(JUNE.id(), 1));
  }

  @Test
  void the_pattern_of_sources_counts_where_the_answer_names_none() {
    var places = rule.of("Sales were $1,250.", "*06*");

    assertThat(places).containsExactly(new Place(JUNE.id(), 1));
  }

  @Test
  void an_answer_from_a_document_that_is_not_there_stands_nowhere() {
    assertThat(rule.of("Sales were $1,250 (SOURCE: 2024 07 Report.pdf)", "")).isEmpty();
  }

  @Test
  void a_figure_counts_only_as_a_whole() {
    assertThat(RightPages.holds("It was 11,250.", "1,250")).isFalse();
    assertThat(RightPages.holds("It was 1,250,000.", "1,250")).isFalse();
    assertThat(RightPages.holds("It was 1,250.", "1,250")).isTrue();
  }

  @Test
  void a_percent_sign_may_have_a_table_cell_of_its_own() {
    assertThat(rule.of("The margin was 12.5%.", "")).containsExactly(new Place(MAY.id(), 2));
  }

  @Test
  void years_and_days_are_no_figures() {
    assertThat(RightPages.figures("On July 1, 2023 sales rose 5% to 81,797 or 15.7 %."))
        .isEqualTo(Set.of("5%", "81,797", "15.7%"));
  }

  @Test
  void an_answer_without_figures_stands_where_its_rarest_words_do() {
    var places = rule.of("Lawyers were told that the roof leaks. (2024-06-Report.pdf)", "");

    assertThat(places).hasSize(RightPages.PAGES_BY_WORDS).contains(new Place(JUNE.id(), 2));
  }

  private static Document document(String name) {
    return new Document(
        DocumentId.create(), WorkspaceId.LOCAL, Sha256.of(name), name, 1, Instant.EPOCH);
  }

  private static Leaf leaf(Document document, int page, String text) {
    return new Leaf(document, new Place(document.id(), page), text);
  }
}
