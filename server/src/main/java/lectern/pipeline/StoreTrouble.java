package lectern.pipeline;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Tells from what was thrown whether the store is in trouble, rather than the document.
final class StoreTrouble {
  private StoreTrouble() {}

  /// PostgreSQL says so with SQLSTATE 53100, a file system only with words.
  static boolean diskFull(Throwable thrown) {
    return anyCause(
        thrown,
        cause ->
            (cause instanceof SQLException sql && "53100".equals(sql.getSQLState()))
                || (cause instanceof IOException io
                    && String.valueOf(io.getMessage()).contains("No space left")));
  }

  /// SQLSTATE class 08 (connection exception), 57P (shut down, crashed, not yet started), and what
  /// the pool throws when it gets no connection (no SQLSTATE).
  static boolean connectionLost(Throwable thrown) {
    return anyCause(
        thrown,
        cause ->
            cause instanceof SQLException sql
                && (sql.getSQLState() == null
                    || sql.getSQLState().startsWith("08")
                    || sql.getSQLState().startsWith("57P")));
  }

  /// One line that says what went wrong at the bottom.
  static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
  }

  private interface Question {
    boolean isTrueOf(Throwable cause);
  }

  private static boolean anyCause(Throwable thrown, Question question) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (question.isTrueOf(cause)) {
        return true;
      }
    }
    return false;
  }
}
