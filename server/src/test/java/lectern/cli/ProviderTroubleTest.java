package lectern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lectern.Main;
import lectern.gateway.CallError;
import lectern.gateway.GaveUps;
import lectern.simulator.Simulator;
import lectern.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A provider that cannot be used is told as that, and not as our own mistake.
class ProviderTroubleTest {
  private static final String REASON = "does not accept the API key";

  private static final String REJECTED =
      "faults: [{name: no, on: {endpoint: llamaparse.*}, do: {error: invalid_api_key}}]\n";

  @TempDir private Path temp;

  @Test
  void a_command_says_the_reason_in_one_line() {
    var spoken = withoutModel("search", "oil");

    assertThat(spoken.exitCode()).isEqualTo(3);
    assertThat(spoken.errorLines())
        .singleElement()
        .asString()
        .contains(REASON)
        .doesNotContain("our own mistake");
  }

  @Test
  void the_doctor_finds_it() {
    var spoken = withoutModel("doctor");

    assertThat(spoken.exitCode()).isEqualTo(3);
    assertThat(spoken.out()).containsPattern("FAILED +embedding model .*" + REASON);
  }

  @Test
  void the_doctor_asks_providers_that_answer() throws Exception {
    var spoken = say("", "doctor");

    assertThat(spoken.out())
        .containsPattern("ok +embedding model")
        .containsPattern("ok +provider openai +answers, and takes the key")
        .containsPattern("ok +provider llamaparse +answers, and takes the key");
  }

  @Test
  void the_doctor_says_where_a_rejected_key_stands() throws Exception {
    var spoken = say(REJECTED, "doctor");

    assertThat(spoken.exitCode()).isEqualTo(3);
    assertThat(spoken.out())
        .containsPattern("FAILED +provider llamaparse .*" + REASON + ".*LLAMA_CLOUD_API_KEY")
        .containsPattern("ok +provider openai");
  }

  @Test
  void documents_do_not_wait_for_a_key_that_is_rejected() throws Exception {
    var report = Path.of("..", "samples", "annual-report.pdf").toString();

    var spoken = say(REJECTED, "ingest", report);

    assertThat(spoken.exitCode()).isEqualTo(3);
    assertThat(spoken.errorLines())
        .singleElement()
        .asString()
        .contains(REASON, "the key stands in LLAMA_CLOUD_API_KEY");
  }

  @Test
  void who_hands_in_documents_hears_of_a_provider_that_is_away() throws Exception {
    var away = "faults: [{name: no, on: {endpoint: llamaparse.*}, do: {error: server_error}}]\n";
    var notes = Files.writeString(temp.resolve("notes.txt"), "The oil is changed in May.");

    var spoken = say(away, "ingest", notes.toString());

    assertThat(spoken.exitCode()).isZero();
    assertThat(spoken.errorLines())
        .singleElement()
        .asString()
        .contains("provider llamaparse", "(at http://127.0.0.1:", "asks again by itself");
  }

  @Test
  void a_key_that_is_not_needed_stops_nobody() throws Exception {
    var yaml = "routes:\n  parse: {targets: [local/parser]}\n";
    var config = Files.writeString(temp.resolve("lectern.yaml"), yaml).toString();
    var notes = Files.writeString(temp.resolve("notes.txt"), "The oil is changed in May.");

    var spoken = say(REJECTED, "ingest", notes.toString(), "--config", config);

    assertThat(spoken.errorLines()).isEmpty();
    assertThat(spoken.exitCode()).isZero();
  }

  private Spoken say(String faults, String... words) throws Exception {
    try (var simulator = Simulator.with().seed(7).plan("latency: none\n" + faults).start()) {
      var environment =
          Map.of(
              "LECTERN_DATA", temp.toString(),
              "DATABASE_URL", TestDatabase.freshUrl(),
              "OPENAI_API_KEY", "sk-test",
              "OPENAI_BASE_URL", simulator.openAiUrl().toString(),
              "LLAMA_CLOUD_API_KEY", "llx-test",
              "LLAMA_CLOUD_BASE_URL", simulator.llamaParseUrl().toString());
      return Spoken.by(Main::open, environment, words);
    }
  }

  private Spoken withoutModel(String... words) {
    Application.Opener opener =
        (_, _) -> {
          throw GaveUps.because(new CallError.KeyRejected("wrong"));
        };
    return Spoken.by(opener, Map.of("LECTERN_DATA", temp.toString()), words);
  }
}
