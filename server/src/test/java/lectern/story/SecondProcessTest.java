package lectern.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lectern.Main;
import lectern.config.SettingsReader;
import lectern.document.WorkspaceId;
import lectern.pipeline.Progress;
import lectern.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SecondProcessTest {
  @TempDir private Path temp;

  @Test
  void a_second_lectern_on_the_same_folder_says_in_one_line_who_is_there() throws Exception {
    var data = temp.resolve("data");
    var environment =
        Map.of("LECTERN_DATA", data.toString(), "DATABASE_URL", TestDatabase.freshUrl());
    var settings = SettingsReader.read(Optional.empty(), environment);
    try (var first = Main.open(settings, Progress.SILENT);
        var second = Child.start(data, "documents")) {

      assertThat(second.exitCode()).isEqualTo(3);

      assertThat(second.errorLines())
          .singleElement()
          .asString()
          .startsWith("lectern: ")
          .contains(data.toString(), "process " + ProcessHandle.current().pid());
      assertThat(first.catalogue().list(WorkspaceId.LOCAL)).isEmpty(); // and is not disturbed
    }
  }
}
