package lectern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import lectern.Main;
import lectern.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmptyFolderTest {
  @TempDir private Path temp;

  @Test
  void a_lectern_without_documents_says_so_everywhere() throws Exception {
    var environment =
        Map.of("LECTERN_DATA", temp.toString(), "DATABASE_URL", TestDatabase.freshUrl());

    var documents = Spoken.by(Main::open, environment, "documents");
    var asked = Spoken.by(Main::open, environment, "ask", "--question", "Is anybody there?");
    var searched = Spoken.by(Main::open, environment, "search", "anybody");
    var reindexed = Spoken.by(Main::open, environment, "reindex");

    assertThat(documents.exitCode()).isZero();
    assertThat(documents.out()).contains("no documents yet");
    assertThat(asked.exitCode()).isEqualTo(1);
    assertThat(asked.out()).contains("no document to ask");
    assertThat(searched.exitCode()).isEqualTo(1);
    assertThat(searched.out()).contains("nothing found");
    assertThat(reindexed.exitCode()).isZero();
    assertThat(reindexed.out()).contains("0 documents");
  }
}
