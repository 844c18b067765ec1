package lectern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lectern.store.postgres.BinariesCache;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseTest {

  @TempDir Path temp;

  @Test
  void the_embedded_one_is_migrated_and_keeps_its_rows() throws Exception {
    var source = new Database.Source.Embedded(temp.resolve("postgres"), BinariesCache.folder());
    try (Database first = Database.open(source, settings("first"))) {
      first.jdbi().useHandle(it -> it.execute("insert into words values (?)", "Wort"));
    }

    try (Database second = Database.open(source, settings("first"))) {
      assertThat(words(second)).containsExactly("Wort");
    }
  }

  @Test
  void the_operators_own_is_migrated_and_keeps_its_rows() throws Exception {
    var source = new Database.Source.External(TestDatabase.emptyUrl());
    try (Database first = Database.open(source, settings("first"))) {
      first.jdbi().useHandle(it -> it.execute("insert into words values (?)", "Wort"));
    }

    try (Database second = Database.open(source, settings("newer"))) {
      assertThat(words(second)).containsExactly("Wort");
    }
  }

  @Test
  void a_second_lectern_on_one_database_is_refused_until_the_first_ends() throws Exception {
    var source = new Database.Source.External(TestDatabase.emptyUrl());
    try (Database first = Database.open(source, settings("first"))) {

      assertThatThrownBy(() -> Database.open(source, settings("first")))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessage(
              "Another Lectern works with this database: stop it, or use another database.");
      assertThat(words(first)).isEmpty();
    }

    try (Database next = Database.open(source, settings("first"))) {
      assertThat(words(next)).isEmpty();
    }
  }

  @Test
  void a_database_of_a_newer_lectern_is_refused() throws Exception {
    var source = new Database.Source.External(TestDatabase.emptyUrl());
    Database.open(source, settings("newer")).close();

    assertThatThrownBy(() -> Database.open(source, settings("first")))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("cannot be brought to this version of Lectern")
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_migration_that_fails_leaves_the_database_free_for_the_next_try() throws Exception {
    var source = new Database.Source.External(TestDatabase.emptyUrl());

    assertThatThrownBy(() -> Database.open(source, settings("broken")))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("no_such_type")
        .hasMessageNotContaining("\n");

    try (Database next = Database.open(source, settings("first"))) {
      assertThat(words(next)).isEmpty();
    }
  }

  @Test
  void a_wrong_password_is_told_and_no_password_is_shown() throws Exception {
    String url = TestDatabase.emptyUrl().replaceFirst(":[^:@]*@", ":guess-%24me@");
    var source = new Database.Source.External(url);

    assertThatThrownBy(() -> Database.open(source))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("password authentication failed")
        .hasMessageNotContaining("\n")
        .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("guess"));
    assertThat(source.toString()).doesNotContain("guess");
  }

  @Test
  void a_server_that_does_not_answer_is_named_without_the_password() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var source = new Database.Source.External("postgres://me:secret@127.0.0.1:" + port + "/my");

    assertThatThrownBy(() -> Database.open(source))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("127.0.0.1:" + port + "/my")
        .hasMessageNotContaining("\n")
        .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("secret"));
  }

  @Test
  void a_folder_that_postgres_cannot_use_is_one_line() {
    var source = new Database.Source.Embedded(Path.of("/dev/null/data"), BinariesCache.folder());

    assertThatThrownBy(() -> Database.open(source))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("/dev/null/data")
        .hasMessageNotContaining("\n");
  }

  @Test
  void each_test_gets_a_database_of_its_own() throws Exception {
    try (Database one = TestDatabase.fresh();
        Database two = TestDatabase.fresh()) {
      one.jdbi().useHandle(it -> it.execute("create table mine (id int)"));

      assertThat(hasTable(one, "mine")).isTrue();
      assertThat(hasTable(two, "mine")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://me:se%2Fcret%40@db.example:5433/my?sslmode=require",
        "postgresql://me:se%2Fcret@@db.example:5433/my?sslmode=require",
        "jdbc:postgresql://db.example:5433/my?user=me&password=se/cret@&sslmode=require",
      })
  void a_url_is_read_in_the_usual_forms(String url) {
    DatabaseUrl read = DatabaseUrl.parse(url);

    assertThat(read.jdbc()).isEqualTo("jdbc:postgresql://db.example:5433/my?sslmode=require");
    assertThat(read.user()).contains("me");
    assertThat(read.password()).contains("se/cret@");
    assertThat(read.toString()).isEqualTo("db.example:5433/my");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mysql://me:secret@host/my", "postgres://me:secret@host", "secret"})
  void a_url_that_is_not_understood_is_not_repeated(String url) {
    assertThatThrownBy(() -> DatabaseUrl.parse(url))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("postgres://USER:PASSWORD@HOST:PORT/NAME")
        .hasMessageNotContaining("secret");
  }

  private static Database.Settings settings(String migrations) {
    return new Database.Settings(
        3, Duration.ofSeconds(10), "classpath:lectern/store/" + migrations);
  }

  private static boolean hasTable(Database database, String name) {
    return database
        .jdbi()
        .withHandle(it ->
            it.createQuery("select exists (select from pg_tables where tablename = :name)")
                .bind("name", name)
                .mapTo(Boolean.class)
                .one());
  }

  private static List<String> words(Database database) {
    return database
        .jdbi()
        .withHandle(it -> it.createQuery("select word from words").mapTo(String.class).list());
  }
}
