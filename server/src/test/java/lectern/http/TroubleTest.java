package lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import lectern.index.IndexUnavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

class TroubleTest {
  /// More than the buffers of a connection hold.
  private static final int HUGE_BYTES = 50_000_000;

  @TempDir Path folder;

  private static ProblemType type(Throwable thrown) {
    return Trouble.told(NOPLogger.NOP_LOGGER, "a request", thrown).type();
  }

  @Test
  void what_passes_or_an_operator_mends_is_unavailable() {
    var pool = new IllegalStateException(new SQLTransientConnectionException("no connection"));
    var stopping = new IllegalStateException(new SQLException("shutting down", "57P01"));
    var index = new IndexUnavailable("cannot be read", new IOException("bad disk"));

    assertThat(type(pool)).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(type(stopping)).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(type(index)).isEqualTo(ProblemType.UNAVAILABLE);
  }

  @Test
  void a_full_disk_is_told_wherever_it_was_met() {
    var file = new UncheckedIOException(new IOException("/a: No space left on device"));
    var database = new IllegalStateException(new SQLException("could not extend", "53100"));

    assertThat(type(file)).isEqualTo(ProblemType.DISK_FULL);
    assertThat(type(database)).isEqualTo(ProblemType.DISK_FULL);
  }

  @Test
  void everything_else_is_a_mistake_of_ours() {
    assertThat(type(new IllegalStateException("odd"))).isEqualTo(ProblemType.BROKEN);
    assertThat(type(new SQLException("syntax", "42601"))).isEqualTo(ProblemType.BROKEN);
  }

  @Test
  void a_file_that_is_deleted_before_it_is_sent_is_not_found() throws Exception {
    var original = new Reply.Original(folder.resolve("gone"), "image/png", "a.png", "a");
    var route = Route.get("/file", Permission.PUBLIC, _ -> original);
    try (var server = TestServer.of(TestServer.ROOMY, route);
        var client = server.connect()) {
      client.get("/file");

      client.until("HTTP/1.1 404");
    }
  }

  @Test
  void a_reply_that_fails_after_its_begin_is_no_whole_one() throws Exception {
    var file = folder.resolve("file");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(HUGE_BYTES);
    }
    var original = new Reply.Original(file, "image/png", "a.png", "a");
    var route = Route.get("/file", Permission.PUBLIC, _ -> original);
    try (var server = TestServer.of(TestServer.ROOMY, route);
        var client = server.connect()) {
      client.get("/file");
      client.until("Content-Length: " + HUGE_BYTES);
      Files.write(file, new byte[1]);

      assertThat(client.restBytes().length).isLessThan(HUGE_BYTES);
    }
  }
}
