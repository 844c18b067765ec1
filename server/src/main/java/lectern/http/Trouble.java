package lectern.http;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import lectern.embed.ModelUnavailable;
import lectern.gateway.GaveUp;
import lectern.index.IndexUnavailable;
import lectern.parse.ParserUnavailable;
import lectern.store.StoreUnavailable;
import org.slf4j.Logger;

/// What went wrong behind a handler that is no fault of ours: it passes, or an operator must help.
final class Trouble {
  /// SQL states of a database that is not there, is starting or stopping, or has no resources left:
  /// https://www.postgresql.org/docs/current/errcodes-appendix.html
  private static final List<String> UNAVAILABLE_STATES = List.of("08", "53", "57P");

  private static final String DISK_FULL_STATE = "53100";

  /// What Linux says; Java has no type for it.
  private static final String DISK_FULL = "No space left on device";

  private Trouble() {}

  /// What to tell the caller; the log gets a line when it passes, and everything when it is a
  /// mistake of ours.
  static Problem told(Logger log, String request, Throwable thrown) {
    var causes = causes(thrown);
    if (causes.stream().anyMatch(Trouble::isDiskFull)) {
      log.warn("{}: {}", request, causes.getLast().toString());
      return new Problem(ProblemType.DISK_FULL, "The server's disk is full; nothing was kept.");
    }
    for (var cause : causes) {
      if (cause instanceof GaveUp gaveUp) {
        log.warn("{}: {}", request, gaveUp.getMessage());
        return told(gaveUp);
      }
    }
    if (causes.stream().anyMatch(Trouble::isUnavailable)) {
      log.warn("{}: {}", request, causes.getLast().toString());
      return new Problem(
          ProblemType.UNAVAILABLE, "A part of Lectern cannot be used now; try again later.");
    }
    log.error("{} broke", request, thrown);
    return new Problem(ProblemType.BROKEN, "Lectern made a mistake; the log has the details.");
  }

  /// A provider's trouble is told as it is, with who can mend it, and by which name the operator
  /// finds the call.
  private static Problem told(GaveUp gaveUp) {
    return CallProblems.of(gaveUp.error(), gaveUp.account().call())
        .with("mender", gaveUp.error().mender().name());
  }

  private static List<Throwable> causes(Throwable thrown) {
    var causes = new ArrayList<Throwable>();
    for (var cause = thrown; cause != null && !causes.contains(cause); cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  private static boolean isDiskFull(Throwable cause) {
    return switch (cause) {
      case IOException e -> String.valueOf(e.getMessage()).contains(DISK_FULL);
      case SQLException e -> DISK_FULL_STATE.equals(e.getSQLState());
      default -> false;
    };
  }

  private static boolean isUnavailable(Throwable cause) {
    return switch (cause) {
      case StoreUnavailable _, IndexUnavailable _, ModelUnavailable _, ParserUnavailable _ -> true;
      case SQLTransientConnectionException _ -> true;
      case SQLException e ->
          UNAVAILABLE_STATES.stream().anyMatch(String.valueOf(e.getSQLState())::startsWith);
      default -> false;
    };
  }
}
