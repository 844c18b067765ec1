package lectern.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The mark that a Lectern works with a database: an advisory lock of the session of one connection
/// that does nothing else. It goes with the connection, so a killed process leaves nothing behind.
///
/// It keeps two processes from running the same jobs. That is for as long as the server sees the
/// connection: should the network between them break, both may run for a while. Leases with fencing
/// tokens will take its place when several nodes share a database. A connection pooler between us
/// and the server has to pool by session.
final class OnlyLectern implements AutoCloseable {

  /// "lectern" in ASCII; any number does that no other program locks.
  private static final long KEY = 0x6c65637465726eL;

  /// The server notices within milliseconds that a process was killed; two seconds let a restart in
  /// and keep nobody waiting.
  private static final String PATIENCE = "set lock_timeout = '2s'";

  /// PostgreSQL's code for a lock that was waited for in vain.
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /// The oldest that the statements are written for.
  private static final int OLDEST_SERVER = 15;

  private static final Logger LOG = LoggerFactory.getLogger(OnlyLectern.class);

  private final Connection connection;

  private OnlyLectern(Connection connection) {
    this.connection = connection;
  }

  /// @param connection which this takes over, also when it fails
  static OnlyLectern claim(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      checkVersion(connection);
      statement.execute(PATIENCE);
      statement.execute("select pg_advisory_lock(" + KEY + ")");
      return new OnlyLectern(connection);
    } catch (SQLException e) {
      connection.close();
      if (Objects.equals(e.getSQLState(), LOCK_NOT_AVAILABLE)) {
        throw new StoreUnavailable(
            "Another Lectern works with this database: stop it, or use another database.", e);
      }
      throw e;
    } catch (StoreUnavailable e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("The connection with the lock was lost before: {}", e.getMessage());
    }
  }

  private static void checkVersion(Connection connection) throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < OLDEST_SERVER) {
      throw new StoreUnavailable(
          "The database server is PostgreSQL %d and Lectern needs %d or later: upgrade it."
              .formatted(version, OLDEST_SERVER));
    }
  }
}
