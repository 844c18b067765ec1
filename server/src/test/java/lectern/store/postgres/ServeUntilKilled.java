package lectern.store.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/// A program for the tests to kill: starts a server, commits a row, prints the server's and its
/// watchdog's process ids, and waits.
public final class ServeUntilKilled {

  private ServeUntilKilled() {}

  /// @param arguments data folder, cache of the binaries
  public static void main(String[] arguments) throws Exception {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]));
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists kept (id int)");
      statement.execute("insert into kept values (7)");
      System.out.println(postgres.pid() + " " + postgres.watchdogPid());
      var _ = System.in.read();
    } finally {
      postgres.close();
    }
  }
}
