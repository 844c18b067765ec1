package lectern.store.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// The superuser's only connection: makes sure that the server on the port is ours, and makes the
/// role and the database of Lectern the first time.
///
/// That a foreign server answers is ruled out twice: SCRAM lets a server prove that it knows the
/// password, and the server says which folder it serves.
record FirstConnection(int port, String password) {

  /// The superuser and the database that initdb makes.
  static final String ADMIN = "postgres";

  private static final String CONNECT_LIMIT_SECONDS = "10";

  void claim(DataFolder folder) {
    var properties = new Properties();
    properties.setProperty("user", ADMIN);
    properties.setProperty("password", password);
    properties.setProperty("loginTimeout", CONNECT_LIMIT_SECONDS);
    String url = EmbeddedPostgres.jdbcUrl(port, ADMIN);
    try (Connection connection = DriverManager.getConnection(url, properties);
        Statement statement = connection.createStatement()) {
      Path served = Path.of(text(statement, "show data_directory"));
      if (!served.equals(folder.path())) {
        throw new PostgresUnavailable(
            "The server on port %d is not ours: it serves %s.".formatted(port, served));
      }
      makeOnce(statement);
    } catch (SQLException e) {
      throw new PostgresUnavailable(
          "PostgreSQL started in %s and then refused: %s".formatted(folder.path(), e.getMessage()),
          e);
    }
  }

  /// Each step is a transaction of its own and is asked for before, so that a start that was cut
  /// off in between is completed by the next.
  private void makeOnce(Statement statement) throws SQLException {
    String user = EmbeddedPostgres.USER;
    if (text(statement, "select count(*) from pg_database where datname = '" + user + "'")
        .equals("1")) {
      return;
    }
    statement.execute("set log_min_error_statement = panic");
    if (text(statement, "select count(*) from pg_roles where rolname = '" + user + "'")
        .equals("0")) {
      statement.execute("create role " + user + " login createdb password '" + password + "'");
    }
    statement.execute("create database " + user + " owner " + user);
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Override
  public String toString() {
    return "first connection to port " + port;
  }
}
