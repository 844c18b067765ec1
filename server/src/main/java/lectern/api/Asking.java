package lectern.api;

import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.retrieve.Question;
import org.jspecify.annotations.Nullable;

/// What searching and asking have in common: the question of a request.
final class Asking {
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
}
