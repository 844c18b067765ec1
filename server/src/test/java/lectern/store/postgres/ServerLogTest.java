package lectern.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerLogTest {

  private static final byte[] LINE = "0123456789".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path temp;

  @Test
  void a_full_log_becomes_the_one_before_and_no_more_than_two_are_kept() throws IOException {
    Path file = temp.resolve("server.log");

    try (ServerLog log = ServerLog.to(file, 25)) {
      for (int i = 0; i < 9; i++) {
        log.write(LINE, LINE.length);
      }
    }

    assertThat(file).hasSize(10);
    assertThat(temp.resolve("server.log.1")).hasSize(20);
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void a_log_goes_on_where_it_ended() throws IOException {
    Path file = temp.resolve("server.log");
    Files.write(file, LINE);

    try (ServerLog log = ServerLog.to(file, 25)) {
      log.write(LINE, LINE.length);
    }

    assertThat(file).hasContent("01234567890123456789");
  }
}
