package lectern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import lectern.access.Role;
import lectern.api.RunningServer;
import lectern.config.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What the commands do with a server: the same as on a data folder.
@Timeout(60)
class WithServerTest {
  @TempDir private static Path temp;

  private static RunningServer server;
  private static Path pump;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.in(temp, Map.of("LECTERN_INGEST_MAX_FILE", "1MB"));
    pump = file("pump #1.md", "# Pump\n\n## Oil\n\nThe pump takes 4 litres of oil of grade 46.\n");
    say("ingest", pump.toString());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Path file(String name, String text) throws IOException {
    return Files.writeString(temp.resolve(name), text);
  }

  private static Spoken say(String... words) {
    return sayWith(server.adminKey, words);
  }

  private static Spoken sayWith(String key, String... words) {
    var environment = Map.of("LECTERN_SERVER", server.uri("/").toString(), "LECTERN_KEY", key);
    return Spoken.by(WithServerTest::neverOpened, environment, words);
  }

  private static Application neverOpened(Settings settings, Object progress) {
    throw new AssertionError("opened " + settings.data());
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
    assertThat(answer.propertyNames())
        .containsExactly(
            "question", "kind", "text", "citations", "passages", "provider", "fallback", "millis");
    assertThat(answer.path("kind").asString()).isEqualTo("extracts");
    var citation = answer.path("citations").path(0);
    assertThat(citation.path("verified").asBoolean()).isTrue();
    assertThat(citation.path("document").asString()).isEqualTo("pump #1.md");
    assertThat(json(spoken).path("documents").path(0).propertyNames())
        .containsExactly(
            "id",
            "name",
            "state",
            "format",
            "pages",
            "unreadPictures",
            "bytes",
            "receivedAt",
            "failure",
            "waiting",
            "stageMillis");
  }

  @Test
  void ask_without_files_asks_all_documents_and_prints_for_people() {
    var answered = say("ask", "-q", "How much oil does the pump take?");
    var unanswered = say("ask", "-q", "Who won the football world cup in 1954?");

    assertThat(answered.exitCode()).isZero();
    assertThat(answered.out()).contains("“The pump takes 4 litres of oil of grade 46.”", "✓");
    assertThat(unanswered.exitCode()).isEqualTo(1);
    assertThat(unanswered.out()).contains("The documents do not answer this.");
  }

  @Test
  void ingest_shows_the_way_of_a_new_file_and_that_an_old_one_is_known() throws IOException {
    var fresh = file("valve.md", "# Valve\n\nThe valve opens at 6 bar.\n");

    var spoken = say("ingest", fresh.toString(), pump.toString());

    assertThat(spoken.exitCode()).isZero();
    assertThat(spoken.out())
        .contains("valve.md: received", "valve.md: ready", "pump #1.md: known already")
        .containsPattern("valve.md +ready +1 ");
  }

  @Test
  void files_that_fail_and_files_that_are_refused_are_told_with_their_reason() throws IOException {
    var empty = file("nothing.md", "");
    var large = temp.resolve("large.pdf");
    try (var sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(64 << 20);
    }

    var spoken = say("ingest", empty.toString(), large.toString(), "--json");

    assertThat(spoken.exitCode()).isEqualTo(1);
    var told = json(spoken);
    assertThat(told.propertyNames()).containsExactly("documents", "refused");
    assertThat(told.at("/documents/0/failure/reason").asString()).isEqualTo("EMPTY");
    assertThat(told.at("/refused/0/file").asString()).isEqualTo(large.toString());
    assertThat(told.at("/refused/0/failure/reason").asString()).isEqualTo("TOO_LARGE");
    assertThat(told.at("/refused/0/failure/stage").asString()).isEqualTo("receive");
  }

  @Test
  void search_and_documents_show_what_the_server_has() {
    var found = say("search", "--limit", "1", "oil", "of", "the", "pump", "--json");
    var listed = say("documents");

    assertThat(found.exitCode()).isZero();
    assertThat(json(found).at("/passages/0/text").asString()).contains("4 litres of oil");
    assertThat(json(found).at("/passages/0").propertyNames())
        .containsExactly("documentId", "document", "page", "range", "headings", "text", "score");
    assertThat(listed.exitCode()).isZero();
    assertThat(listed.out()).containsPattern("pump #1.md +ready +1 ");
  }

  @Test
  void what_the_server_refuses_is_told_in_its_own_words() throws Exception {
    var reader = server.key(server.adminKey, Role.READER);
    var stranger = "lk_nobody";

    var notAllowed = sayWith(reader, "ingest", pump.toString());
    var unknown = sayWith(stranger, "documents");
    var nowhere = say("search", "--document", UUID.randomUUID().toString(), "oil");
    var endless = say("ask", "-q", "why ".repeat(3_000));

    assertThatOneLineTells(notAllowed, "403");
    assertThatOneLineTells(unknown, "401");
    assertThat(unknown.err()).doesNotContain(stranger);
    assertThatOneLineTells(nowhere, "There is no document");
    assertThatOneLineTells(endless, "8,000");
  }

  private static void assertThatOneLineTells(Spoken spoken, String what) {
    assertThat(spoken.exitCode()).isEqualTo(2);
    assertThat(spoken.out()).isEmpty();
    assertThat(spoken.errorLines())
        .singleElement()
        .asString()
        .startsWith("lectern: http://127.0.0.1:")
        .contains(what)
        .hasSizeLessThan(400);
  }
}
