package lectern.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import lectern.store.postgres.BinariesCache;
import lectern.store.postgres.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/// Gives each test a fresh, migrated database of its own, in one embedded server per test JVM that
/// is started when first asked for and ended with the JVM.
///
/// ```java
/// try (Database database = TestDatabase.fresh()) { … }
/// ```
public final class TestDatabase {

  /// Small, so that many databases may be open at once on one server.
  private static final Database.Settings SETTINGS =
      new Database.Settings(4, Duration.ofSeconds(10), "classpath:db/migration");

  private static final String TEMPLATE = "migrated";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  /// A database with the tables of {@code db/migration} and no rows. Close it after the test.
  public static Database fresh() throws InterruptedException, SQLException {
    return Database.open(new Database.Source.External(freshUrl()), SETTINGS);
  }

  /// The same as a DATABASE_URL, for tests that open it themselves, or twice.
  public static String freshUrl() throws SQLException {
    Server server = Server.ONLY;
    String name = "test_" + COUNT.incrementAndGet();
    server.run("create database " + name + " template " + TEMPLATE + " strategy file_copy");
    return server.url(name);
  }

  /// An empty database as a DATABASE_URL, for tests of the migration itself.
  static String emptyUrl() throws SQLException {
    Server server = Server.ONLY;
    String name = "empty_" + COUNT.incrementAndGet();
    server.run("create database " + name + " strategy file_copy");
    return server.url(name);
  }

  /// An empty database that belongs to a login of its own, as a DATABASE_URL of that login.
  ///
  /// @param attributes of the login, as `create role` has them
  static String emptyUrl(String attributes) throws SQLException {
    String name = "owned_" + COUNT.incrementAndGet();
    runAsSuperuser("create role " + name + " login password 'owner' " + attributes);
    runAsSuperuser("create database " + name + " owner " + name + " strategy file_copy");
    return Server.ONLY.url(name).replaceFirst("//[^@]*@", "//" + name + ":owner@");
  }

  /// Does something on the server as its superuser, who has the same password.
  static void runAsSuperuser(String sql) throws SQLException {
    Server.ONLY.run("postgres", sql);
  }

  /// Started when this class is first used.
  private record Server(EmbeddedPostgres postgres) {

    static final Server ONLY = start();

    private static Server start() {
      try {
        Path temp = Files.createTempDirectory("lectern-test-database");
        var postgres = EmbeddedPostgres.start(temp.resolve("postgres"), BinariesCache.folder());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(postgres, temp)));
        Server server = new Server(postgres);
        server.run("create database " + TEMPLATE);
        Database.open(new Database.Source.External(server.url(TEMPLATE)), SETTINGS).close();
        return server;
      } catch (IOException | SQLException | InterruptedException e) {
        throw new IllegalStateException("no database for the tests", e);
      }
    }

    String url(String database) {
      String place = postgres.jdbcUrl().replaceFirst("^jdbc:postgresql://(.*)/.*$", "$1");
      return "postgres://%s:%s@%s/%s"
          .formatted(postgres.user(), postgres.password(), place, database);
    }

    void run(String sql) throws SQLException {
      run(postgres.user(), sql);
    }

    void run(String user, String sql) throws SQLException {
      try (Connection connection =
              DriverManager.getConnection(postgres.jdbcUrl(), user, postgres.password());
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    private static void end(EmbeddedPostgres postgres, Path temp) {
      postgres.close();
      try {
        Files.walkFileTree(temp, new Deleting());
      } catch (IOException e) {
        System.err.println("left behind: " + temp);
      }
    }
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
