package lectern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lectern.Main;
import lectern.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is refused before anything is started: one line that says how to mend it.
class WrongUseTest {
  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sing",
        "serach oil",
        "search --nope oil",
        "search",
        "search --limit 0 oil",
        "search --limit 101 oil",
        "search --limit many oil",
        "search --document 17 oil",
        "ask",
        "ask missing.pdf --question why",
        "ask --question",
        "ingest",
        "ingest missing-folder",
        "--config missing.yaml documents",
        "demo --samples missing-folder",
        "demo --port -1",
        "serve --port 65536",
        "serve --port many",
        "serve everything",
      })
  void wrong_words_are_answered_in_one_line(String words) {
    var spoken = words.isEmpty() ? say() : say(words.split(" ", -1));

    assertThat(spoken.exitCode()).isEqualTo(2);
    assertThat(spoken.out()).isEmpty();
    assertThat(spoken.errorLines())
        .singleElement()
        .asString()
        .startsWith("lectern: ")
        .hasSizeBetween(20, 300)
        .doesNotContain("Exception", "null");
  }

  @Test
  void a_mistyped_option_is_named_and_help_is_offered() {
    assertThat(say("search", "--limt", "3", "oil").err())
        .contains("'--limt'", "lectern search --help");
  }

  @Test
  void all_that_is_wrong_with_the_settings_is_told_at_once() throws IOException {
    var file = temp.resolve("settings.yaml");
    Files.writeString(file, "ingest:\n  max_file: huge\nembed:\n  workers: 0\ncolour: blue\n");

    var spoken = say("documents", "--config", file.toString());

    assertThat(spoken.exitCode()).isEqualTo(2);
    assertThat(spoken.errorLines())
        .singleElement()
        .asString()
        .contains(file + ":2", "ingest.max_file", file + ":4", "embed.workers", "colour");
  }

  @Test
  void a_question_over_the_limit_or_without_words_is_refused() {
    var long1 = say("ask", "--question", "why ".repeat(250_000));
    var blank = say("search", "  ");

    assertThat(long1.exitCode()).isEqualTo(2);
    assertThat(long1.errorLines()).singleElement().asString().contains("1,000,000", "8,000");
    assertThat(blank.exitCode()).isEqualTo(2);
    assertThat(blank.errorLines()).singleElement().asString().contains("empty");
  }

  @Test
  void a_folder_without_files_has_nothing_to_take_in() throws IOException {
    Files.createDirectories(temp.resolve("empty/.git"));
    Files.writeString(temp.resolve("empty/.git/hidden"), "text");

    var spoken = say("ingest", temp.resolve("empty").toString());

    assertThat(spoken.exitCode()).isEqualTo(2);
    assertThat(spoken.errorLines()).singleElement().asString().contains("no files");
  }

  @Test
  void a_data_folder_that_cannot_be_made_is_told_in_one_line() throws IOException {
    var file = Files.writeString(temp.resolve("file"), "in its place");

    var spoken = Spoken.by(Main::open, Map.of(), "documents", "--data", file.toString());

    assertThat(spoken.exitCode()).isEqualTo(3);
    assertThat(spoken.errorLines()).singleElement().asString().contains(file.toString());
  }

  @Test
  void what_is_typed_cannot_move_the_cursor() {
    var spoken = say("ingest", "\u001B[2J.pdf");

    assertThat(spoken.err()).doesNotContain("\u001B");
  }

  private static Spoken say(String... words) {
    return Spoken.by(WrongUseTest::neverOpened, Map.of(), words);
  }

  private static Application neverOpened(Settings settings, Object progress) {
    throw new AssertionError("opened " + settings.data());
  }
}
