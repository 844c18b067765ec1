package lectern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lectern.Main;
import lectern.gateway.Account;
import lectern.gateway.CallError;
import lectern.gateway.GaveUp;
import lectern.simulator.Simulator;
import lectern.simulator.fault.Plan;
import lectern.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A provider that cannot be used is told as that, and not as our own mistake.
class ProviderTroubleTest {
  private static final String REASON = "does not accept the API key";

  @TempDir private Path temp;

  @Test
  void a_command_says_the_reason_in_one_line() {
    var spoken = say("search", "oil");

    assertThat(spoken.exitCode()).isEqualTo(3);
    assertThat(spoken.errorLines())
        .singleElement()
        .asString()
        .contains(REASON)
        .doesNotContain("our own mistake");
  }

  @Test
  void the_doctor_finds_it() {
    var spoken = say("doctor");

    assertThat(spoken.exitCode()).isEqualTo(3);
    assertThat(spoken.out()).containsPattern("FAILED +embedding model .*" + REASON);
  }

  @Test
  void the_doctor_asks_a_provider_that_answers() throws Exception {
    try (var simulator = Simulator.with().seed(7).latency(Plan.LatencyProfile.NONE).start()) {
      var environment =
          Map.of(
              "LECTERN_DATA", temp.toString(),
              "DATABASE_URL", TestDatabase.freshUrl(),
              "OPENAI_API_KEY", "sk-test",
              "OPENAI_BASE_URL", simulator.openAiUrl().toString());

      var spoken = Spoken.by(Main::open, environment, "doctor");

      assertThat(spoken.out()).containsPattern("ok +embedding model");
    }
  }

  private Spoken say(String... words) {
    var account =
        new Account(
            new UUID(0, 1),
            Optional.empty(),
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Application.Opener opener =
        (_, _) -> {
          throw new GaveUp(new CallError.KeyRejected("wrong"), account);
        };
    return Spoken.by(opener, Map.of("LECTERN_DATA", temp.toString()), words);
  }
}
