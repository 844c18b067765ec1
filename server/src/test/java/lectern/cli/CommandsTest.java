package lectern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import lectern.Main;
import lectern.store.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What the commands do, on one data folder that is opened anew by each, as from a terminal.
@Timeout(120)
class CommandsTest {
  private static final String PUMP =
      "# Pump\n\n## Oil\n\nThe pump takes 4 litres of oil of grade 46.\n";

  @TempDir private static Path temp;

  private static Map<String, String> environment;
  private static Path pump;

  @BeforeAll
  static void ingest_a_document() throws Exception {
    environment =
        Map.of(
            "LECTERN_DATA", temp.resolve("data").toString(),
            "LECTERN_INGEST_MAX_FILE", "1MB",
            "DATABASE_URL", TestDatabase.freshUrl());
    pump = file("pump.md", PUMP);
    say("ingest", pump.toString());
  }

  private static Path file(String name, String text) throws IOException {
    return Files.writeString(temp.resolve(name), text);
  }

  private static Spoken say(String... words) {
    return Spoken.by(Main::open, environment, words);
  }

  private static JsonNode json(Spoken spoken) {
    return new ObjectMapper().readTree(spoken.out());
  }

  @Test
  void ask_answers_in_json_with_verified_citations() {
    var spoken = say("ask", pump.toString(), "-q", "How much oil does the pump take?", "--json");

    assertThat(spoken.err()).isEmpty();
    assertThat(spoken.exitCode()).isZero();
    var answer = json(spoken).path("answers").path(0);
    assertThat(answer.path("kind").asString()).isEqualTo("extracts");
    var citation = answer.path("citations").path(0);
    assertThat(citation.path("verified").asBoolean()).isTrue();
    assertThat(citation.path("document").asString()).isEqualTo("pump.md");
    assertThat(citation.path("page").asInt()).isEqualTo(1);
    assertThat(citation.path("quotation").asString())
        .isEqualTo("The pump takes 4 litres of oil of grade 46.");
    assertThat(json(spoken).path("documents").path(0).path("state").asString()).isEqualTo("ready");
  }

  @Test
  void ask_says_when_the_documents_do_not_answer() {
    var spoken = say("ask", "--question", "Who won the football world cup in 1954?", "--json");

    assertThat(spoken.exitCode()).isEqualTo(1);
    assertThat(json(spoken).path("answers").path(0).path("kind").asString())
        .isEqualTo("not_in_documents");
  }

  @Test
  void ask_about_files_that_were_not_taken_asks_no_others() throws IOException {
    var large = file("large.txt", "How much oil does the pump take? ".repeat(40_000));
    var empty = file("empty.md", "");

    var refused = say("ask", large.toString(), "-q", "How much oil does the pump take?", "--json");
    var failed = say("ask", empty.toString(), "-q", "How much oil does the pump take?", "--json");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(json(refused).path("answers").path(0).path("kind").asString())
        .isEqualTo("no_documents");
    assertThat(json(refused).path("refused").path(0).path("failure").path("reason").asString())
        .isEqualTo("TOO_LARGE");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(json(failed).path("answers").path(0).path("kind").asString())
        .isEqualTo("no_documents");
  }

  @Test
  void ingest_twice_says_that_the_document_is_known() {
    var again = say("ingest", pump.toString());

    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains("pump.md: known already").doesNotContain("parsing");
  }

  @Test
  void ingest_tries_a_file_again_that_failed_before() throws IOException {
    var blank = file("blank.md", " \n ");
    say("ingest", blank.toString());

    var again = say("ingest", blank.toString());

    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.out()).contains("blank.md: parsing", "blank.md: failed");
    assertThat(again.errorLines())
        .singleElement()
        .asString()
        .startsWith("blank.md: failed: ")
        .endsWith(".");
  }

  @Test
  void ingest_tells_of_each_file_in_json() throws IOException {
    var empty = file("nothing.md", "");

    var spoken = say("ingest", pump.toString(), empty.toString(), "--json");

    assertThat(spoken.exitCode()).isEqualTo(1);
    var documents = json(spoken).path("documents");
    assertThat(documents.size()).isEqualTo(2);
    assertThat(documents.path(0).path("state").asString()).isEqualTo("ready");
    assertThat(documents.path(1).path("failure").path("reason").asString()).isEqualTo("EMPTY");
    assertThat(documents.path(1).path("failure").path("mender").asString()).isEqualTo("READER");
  }

  @Test
  void reindex_tells_how_many_documents_are_in_the_index_now() {
    var spoken = say("reindex");

    assertThat(spoken.exitCode()).isZero();
    assertThat(spoken.out()).matches("(?s)the index was built again: [1-9]\\d* documents?\\R");
    assertThat(say("search", "oil").exitCode()).isZero();
  }

  @Test
  void doctor_looks_at_everything() {
    var checks = json(say("doctor", "--json")).path("checks");

    assertThat(checks.valueStream().map(check -> check.path("what").asString()))
        .containsExactlyInAnyOrder(
            "Java",
            "settings",
            "data folder",
            "database",
            "embedding model",
            "index",
            "text recognition");
    assertThat(checks.valueStream().map(check -> check.path("verdict").asString()))
        .doesNotContain("FAILED");
  }

  @Test
  void doctor_says_what_is_wrong_and_ends_with_3() throws IOException {
    var file = file("in-its-place", "no folder");

    var spoken = say("doctor", "--json", "--data", file.toString());

    assertThat(spoken.exitCode()).isEqualTo(3);
    assertThat(spoken.out()).contains("FAILED", file.toString());
  }

  @Test
  void documents_are_listed_with_their_states() {
    assertThat(say("documents").out()).contains("pump.md", "ready", "embed");

    var listed = json(say("documents", "--json")).path("documents");
    assertThat(listed.valueStream().map(it -> it.path("name").asString())).contains("pump.md");
  }

  @Test
  void search_shows_passages_of_the_documents_it_is_told_to_look_in() {
    var found = say("search", "--limit", "1", "oil", "of", "the", "pump", "--json");
    var passage = json(found).path("passages").path(0);
    var elsewhere = say("search", "--document", UUID.randomUUID().toString(), "oil");

    assertThat(found.exitCode()).isZero();
    assertThat(passage.path("text").asString()).contains("4 litres of oil");
    assertThat(passage.path("document").asString()).isEqualTo("pump.md");
    assertThat(elsewhere.exitCode()).isEqualTo(1);
    assertThat(elsewhere.out()).startsWith("nothing found");
  }

  @Test
  void what_a_document_says_cannot_move_the_cursor() throws IOException {
    var harmless =
        "It was tested last year, and nothing was found to complain about.\n\n".repeat(5);
    var evil =
        file(
            "evil.md", "The siren is \u001B[2J\u001B[31m red \u202Eand loud\u0007.\n\n" + harmless);

    var asked = say("ask", evil.toString(), "--question", "What colour is the siren?");
    var searched = say("search", "siren");

    assertThat(asked.out()).contains("siren is").doesNotContain("\u001B", "\u202E", "\u0007");
    assertThat(searched.out()).contains("siren is").doesNotContain("\u001B", "\u202E", "\u0007");
  }
}
