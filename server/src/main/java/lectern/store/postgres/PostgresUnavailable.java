package lectern.store.postgres;

/// The embedded PostgreSQL could not be started. The message is one line for the operator: what is
/// wrong, where, and how to mend it. It never holds the password.
public final class PostgresUnavailable extends RuntimeException {

  PostgresUnavailable(String message) {
    super(message);
  }

  PostgresUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
