package lectern.pipeline;

import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import lectern.embed.ModelUnavailable;
import lectern.index.IndexUnavailable;
import lectern.parse.ParserUnavailable;
import org.jspecify.annotations.Nullable;

/// Tells from what was thrown whether the store or the machine is in trouble, rather than the
/// document.
final class StoreTrouble {
  /// SQLSTATEs of PostgreSQL that are about the server and not about what we asked: connection
  /// (08), resources (53), shut down or crashed (57P), the system (58), and 25006, read-only since
  /// a failover.
  private static final Pattern NOT_OURS = Pattern.compile("(08|53|58).{3}|57P.{2}|25006");

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

  /// What the pool throws when it gets no connection has no SQLSTATE.
  private static boolean connectionLost(Throwable thrown) {
    return anyCause(
        thrown,
        cause ->
            cause instanceof SQLException sql
                && (sql.getSQLState() == null || NOT_OURS.matcher(sql.getSQLState()).matches()));
  }

  /// The index, the parser or the model does not work, for this document or any other.
  private static boolean engineGone(Throwable thrown) {
    return anyCause(
        thrown,
        cause ->
            cause instanceof IndexUnavailable
                || cause instanceof ParserUnavailable
                || cause instanceof ModelUnavailable);
  }

  /// Whether what was thrown says nothing about the document that was being worked on.
  static boolean isNotTheDocuments(Throwable thrown) {
    return connectionLost(thrown) || engineGone(thrown);
  }

  /// One line that says what went wrong at the bottom.
  static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    var message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return root.getMessage() == null ? root.getClass().getSimpleName() : message;
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
