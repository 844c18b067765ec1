package lectern.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import lectern.agent.Statements.Statement;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.Passage;
import lectern.document.Sha256;
import lectern.document.TextRange;
import lectern.document.WorkspaceId;
import org.junit.jupiter.api.Test;

class StatementsTest {
  @Test
  void sentences_are_statements_and_headings_are_not() {
    var statements =
        Statements.of(passage("# Cover\n\nFire is covered. Flood is not,\nunless agreed.\n", 0));

    assertThat(statements)
        .extracting(Statement::text)
        .containsExactly("Fire is covered.", "Flood is not,\nunless agreed.");
  }

  @Test
  void a_row_is_a_statement_that_knows_the_header_of_its_table() {
    var statements =
        Statements.of(passage("| Peril | Limit |\n| --- | --- |\n| Fire | 5 |\n| Flood | 7 |", 0));

    assertThat(statements)
        .extracting(Statement::text, s -> s.above().tableHeader())
        .containsExactly(
            tuple("| Fire | 5 |", "| Peril | Limit |"),
            tuple("| Flood | 7 |", "| Peril | Limit |"));
  }

  @Test
  void a_passage_that_begins_inside_a_table_keeps_the_header_it_came_with() {
    var passage =
        new Passage(
            document(),
            3,
            new TextRange(100, 112),
            "| Flood | 7|",
            List.of(),
            "| Peril | Limit |",
            1);

    assertThat(Statements.of(passage).getFirst().above().tableHeader())
        .isEqualTo("| Peril | Limit |");
  }

  @Test
  void the_text_after_a_table_has_no_header() {
    var statements =
        Statements.of(passage("| a | b |\n| --- | --- |\n| 1 | 2 |\n\nAfterwards.", 0));

    assertThat(statements.getLast().above().tableHeader()).isEmpty();
  }

  @Test
  void items_of_a_list_are_statements_without_their_markers() {
    var statements = Statements.of(passage("- Close the valve\n- Open the drain\n2. Wait", 0));

    assertThat(statements)
        .extracting(Statement::text)
        .containsExactly("Close the valve", "Open the drain", "Wait");
  }

  @Test
  void ranges_count_from_the_start_of_the_page() {
    var statement = Statements.of(passage("One. Two.", 40)).getLast();

    assertThat(statement.range()).isEqualTo(new TextRange(45, 49));
  }

  private static Passage passage(String text, int start) {
    var range = new TextRange(start, start + text.length());
    return new Passage(document(), 1, range, text, List.of(), "", 1);
  }

  private static Document document() {
    return new Document(
        DocumentId.create(), WorkspaceId.LOCAL, Sha256.of("x"), "a.md", 1, Instant.EPOCH);
  }
}
