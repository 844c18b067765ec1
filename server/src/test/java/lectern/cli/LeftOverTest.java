package lectern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lectern.Main;
import lectern.store.Database;
import lectern.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LeftOverTest {
  @TempDir private Path temp;

  @Test
  void a_question_waits_for_what_an_earlier_run_left_unfinished() throws Exception {
    var file =
        Files.writeString(temp.resolve("oil.md"), "# Oil\n\nThe pump needs two litres of oil.");
    var url = TestDatabase.freshUrl();
    var environment = Map.of("LECTERN_DATA", temp.resolve("data").toString(), "DATABASE_URL", url);
    Spoken.by(Main::open, environment, "ingest", file.toString());
    setBackToReceived(url);

    var asked = Spoken.by(Main::open, environment, "ask", "-q", "How much oil does the pump need?");

    assertThat(asked.out()).contains("oil.md: known already, on its way").contains("two litres");
    assertThat(asked.exitCode()).isZero();
  }

  /// As a crash leaves a document that was just received.
  private static void setBackToReceived(String url) throws InterruptedException {
    try (var database = Database.open(new Database.Source.External(url))) {
      database
          .jdbi()
          .useTransaction(handle -> {
            handle.execute("delete from page");
            handle.execute("delete from stage_time");
            handle.execute("update job set state = 'received'");
          });
    }
  }
}
