package lectern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderLockTest {

  @TempDir Path temp;

  /// A program that holds the lock until it is killed.
  static final class Holder {

    private Holder() {}

    /// @param arguments the data folder
    public static void main(String[] arguments) throws IOException {
      try (var _ = DataFolderLock.acquire(Path.of(arguments[0]))) {
        System.out.println("held");
        var _ = System.in.read();
      }
    }
  }

  @Test
  void a_second_process_is_refused_with_the_id_of_the_first() throws Exception {
    Process first =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                temp.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = first.inputReader()) {
      assertThat(output.readLine()).isEqualTo("held");

      assertThatThrownBy(() -> DataFolderLock.acquire(temp))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContainingAll("process " + first.pid(), temp.toString())
          .hasMessageNotContaining("\n");
    } finally {
      first.destroyForcibly().waitFor();
    }

    try (var _ = DataFolderLock.acquire(temp)) {
      assertThat(temp.resolve("lectern.lock")).hasContent("" + ProcessHandle.current().pid());
    }
  }

  @Test
  void the_same_process_is_refused_a_second_time_too() {
    try (var _ = DataFolderLock.acquire(temp)) {
      assertThatThrownBy(() -> DataFolderLock.acquire(temp))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void the_folder_is_free_again_after_closing() {
    DataFolderLock.acquire(temp.resolve("new")).close();

    DataFolderLock.acquire(temp.resolve("new")).close();

    assertThat(temp.resolve("new")).isDirectory();
  }

  @Test
  void a_folder_that_cannot_be_made_is_named() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");

    assertThatThrownBy(() -> DataFolderLock.acquire(file))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("\n");
  }
}
