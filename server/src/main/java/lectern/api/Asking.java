package lectern.api;

import lectern.embed.ModelUnavailable;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.index.IndexUnavailable;
import lectern.retrieve.Question;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What searching and asking have in common: the question of a request, and what went wrong.
final class Asking {
  private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

  private Asking() {}

  /// The question of a request.
  ///
  /// @throws Problem when it is missing, empty or too long
  static Question question(@Nullable String text, int maxChars) {
    if (text == null) {
      throw new Problem(ProblemType.INVALID_BODY, "Field 'question' is missing.");
    }
    try {
      return Question.of(text, maxChars);
    } catch (Question.Refused e) {
      throw new Problem(ProblemType.INVALID_BODY, String.valueOf(e.getMessage()));
    }
  }

  /// What the caller is told of what was thrown; the log gets the rest.
  static Problem problem(RuntimeException thrown, String requestId) {
    return switch (thrown) {
      case Problem same -> same;
      case IndexUnavailable _ -> unavailable("The search index", thrown, requestId);
      case ModelUnavailable _ -> unavailable("The embedding model", thrown, requestId);
      case ConnectionException _ -> unavailable("The database", thrown, requestId);
      default -> {
        LOG.error("{} broke", requestId, thrown);
        yield new Problem(ProblemType.BROKEN, "Lectern made a mistake; the log has the details.");
      }
    };
  }

  private static Problem unavailable(String what, RuntimeException thrown, String requestId) {
    LOG.error("{}: {} cannot be used", requestId, what, thrown);
    return new Problem(ProblemType.UNAVAILABLE, what + " cannot be used now; try again later.");
  }
}
