package lectern.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrecTest {

  @TempDir private Path folder;

  @BeforeEach
  void writeASmallCollection() throws IOException {
    write(
        "docs.jsonl",
        """
        {"id":"1","title":"Wings","text":"Lift."}

        {"id":"2","title":"","text":""}
        """);
    write(
        "queries.jsonl",
        "{\"id\":\"q1\",\"text\":\"what lifts\"}\n{\"id\":\"q2\",\"text\":\"what sinks\"}\n");
    write("qrels.tsv", "query\tdoc\tjudgement\nq1\t1\t4\nq1\t2\t-1\nq2\t1\t0\n");
  }

  @Test
  void a_collection_is_read_and_only_judgements_above_zero_are_relevant() {
    Trec trec = Trec.read(folder);

    assertThat(trec.documents())
        .containsExactly(new Trec.Document("1", "Wings", "Lift."), new Trec.Document("2", "", ""));
    assertThat(trec.queries()).hasSize(2);
    assertThat(trec.relevant()).isEqualTo(Map.of("q1", Set.of("1")));
    assertThat(trec.judged()).containsExactly(new Trec.Query("q1", "what lifts"));
  }

  @Test
  void a_missing_file_is_named_together_with_what_belongs_there() throws IOException {
    Files.delete(folder.resolve("queries.jsonl"));

    assertThatThrownBy(() -> Trec.read(folder))
        .isInstanceOf(UnreadableCollection.class)
        .hasMessageContaining("queries.jsonl is missing")
        .hasMessageContaining("docs.jsonl, queries.jsonl and qrels.tsv");
  }

  @Test
  void an_empty_file_is_no_collection() throws IOException {
    assertUnreadable("docs.jsonl", "\n \n", "docs.jsonl is empty");
  }

  @Test
  void a_line_that_is_not_json_is_named_by_its_number() throws IOException {
    assertUnreadable(
        "queries.jsonl", "{\"id\":\"q1\",\"text\":\"a\"}\n\n{oops\n", "queries.jsonl:3: not JSON");
  }

  @Test
  void a_field_that_is_missing_or_no_text_is_named() throws IOException {
    assertUnreadable(
        "docs.jsonl",
        "{\"id\":\"1\",\"text\":\"a\"}",
        "docs.jsonl:1: no text in the field \"title\"");
    assertUnreadable("docs.jsonl", "{\"id\":1}", "docs.jsonl:1: no text in the field \"id\"");
    assertUnreadable("docs.jsonl", "[]", "docs.jsonl:1: no text in the field \"id\"");
  }

  @Test
  void an_id_that_stands_twice_is_refused() throws IOException {
    String line = "{\"id\":\"q1\",\"text\":\"a\"}\n";

    assertUnreadable("queries.jsonl", line + line, "queries.jsonl:2: the id stands twice: q1");
  }

  @Test
  void judgements_without_their_header_are_refused() throws IOException {
    assertUnreadable("qrels.tsv", "q1\t1\t4\n", "qrels.tsv:1: the header is not");
  }

  @Test
  void a_judgement_that_is_malformed_is_named_by_its_number() throws IOException {
    assertUnreadable("qrels.tsv", "query\tdoc\tjudgement\nq1 1 4\n", "qrels.tsv:2: three cells");
    assertUnreadable(
        "qrels.tsv", "query\tdoc\tjudgement\nq1\t1\tyes\n", "qrels.tsv:2: no whole number");
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused() throws IOException {
    Files.write(folder.resolve("docs.jsonl"), new byte[] {(byte) 0xC3, 0x28});

    assertThatThrownBy(() -> Trec.read(folder)).hasMessageContaining("docs.jsonl is not UTF-8");
  }

  private void assertUnreadable(String file, String content, String complaint) throws IOException {
    write(file, content);

    assertThatThrownBy(() -> Trec.read(folder))
        .isInstanceOf(UnreadableCollection.class)
        .hasMessageContaining(complaint);
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }
}
