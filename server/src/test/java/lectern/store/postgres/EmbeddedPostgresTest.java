package lectern.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A start, a stop and a start again, and what stands in the way of a start.
final class EmbeddedPostgresTest {

  private static final Path CACHE = BinariesCache.folder();

  @TempDir static Path shared;
  private static MadeFolder made;

  @TempDir Path temp;
  private Path data;

  @BeforeAll
  static void make_a_data_folder() throws InterruptedException {
    made = MadeFolder.in(shared);
  }

  @BeforeEach
  void name_the_data_folder() {
    data = temp.resolve("data with a space");
  }

  @Test
  void what_was_committed_is_there_after_a_stop_and_a_second_start() throws Exception {
    made.copyTo(data);
    try (EmbeddedPostgres first = start()) {
      run(first, "create table kept (word text)");
      run(first, "insert into kept values ('größer')");
    }

    try (EmbeddedPostgres second = start()) {
      assertThat(ask(second, "select word from kept")).isEqualTo("größer");
    }
  }

  @Test
  void it_is_durable_local_and_needs_a_password() throws Exception {
    made.copyTo(data);
    try (EmbeddedPostgres postgres = start()) {
      assertThat(ask(postgres, "show fsync")).isEqualTo("on");
      assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(postgres, "show data_checksums")).isEqualTo("on");
      assertThat(ask(postgres, "show server_encoding")).isEqualTo("UTF8");
      assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(postgres, "select rolsuper from pg_roles where rolname = current_user"))
          .isEqualTo("f");
      assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "lectern", "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      Path password = data.resolve(DataFolder.PASSWORD_FILE);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
          .isEqualTo("rw-------");
      assertThat(postgres.toString()).doesNotContain(postgres.password());
    }
  }

  @Test
  void closing_ends_the_server_and_closing_again_does_nothing() throws Exception {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(made.copyTo(data), CACHE);
    ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();

    postgres.close();
    postgres.close();

    assertThat(server.isAlive()).isFalse();
    assertThat(data.resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void two_servers_run_at_once_on_two_folders() throws Exception {
    try (EmbeddedPostgres one = EmbeddedPostgres.start(made.copyTo(data), CACHE);
        EmbeddedPostgres two = EmbeddedPostgres.start(made.copyTo(temp.resolve("two")), CACHE)) {
      assertThat(one.jdbcUrl()).isNotEqualTo(two.jdbcUrl());
      assertThat(ask(one, "select 1")).isEqualTo(ask(two, "select 1"));
    }
  }

  @Test
  void a_port_that_was_taken_meanwhile_is_given_up_for_another() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int free = EmbeddedPostgres.freePort();
      var ports = new ArrayList<>(List.of(taken.getLocalPort(), free));

      try (EmbeddedPostgres postgres =
          EmbeddedPostgres.start(
              made.copyTo(data), CACHE, EmbeddedPostgres.Limits.DEFAULT, ports::removeFirst)) {

        assertThat(postgres.jdbcUrl()).contains(":" + free + "/");
      }
    }
  }

  @Test
  void data_of_another_version_is_refused_and_left_alone() throws Exception {
    Files.createDirectories(data);
    Files.writeString(data.resolve("PG_VERSION"), "14\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(PostgresUnavailable.class)
        .hasMessageContainingAll("PostgreSQL 14", "PostgreSQL 18", data.toRealPath().toString())
        .hasMessageNotContaining("\n");
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void a_folder_with_other_files_is_refused_and_left_alone() throws Exception {
    Files.createDirectories(data);
    Files.writeString(data.resolve("thesis.txt"), "the only copy");

    assertThatThrownBy(this::start)
        .isInstanceOf(PostgresUnavailable.class)
        .hasMessageContaining("not empty")
        .hasMessageContaining(data.toRealPath().toString());
    assertThat(data.resolve("thesis.txt")).hasContent("the only copy");
  }

  @Test
  void a_folder_that_cannot_be_made_is_named() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");

    assertThatThrownBy(() -> EmbeddedPostgres.start(file.resolve("data"), CACHE))
        .isInstanceOf(PostgresUnavailable.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_data_folder_left_half_made_is_removed_and_made_anew() throws Exception {
    Path half = Files.createDirectories(temp.resolve("data with a space.unfinished-1/data/base"));
    Files.writeString(half.resolve("1"), "half");

    try (EmbeddedPostgres postgres = start()) {
      assertThat(ask(postgres, "select 1")).isEqualTo("1");
    }
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files).containsExactly(data);
    }
  }

  private EmbeddedPostgres start() throws InterruptedException {
    return EmbeddedPostgres.start(data, CACHE);
  }

  static void run(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }
}
