package lectern.retrieve;

import java.io.Serial;

/// What somebody wants to know.
///
/// @param text not blank
public record Question(String text) {

  /// Checks a question from outside.
  ///
  /// @param maxChars the most characters a question may have
  /// @throws Refused when it is blank or too long
  public static Question of(String text, int maxChars) {
    if (text.isBlank()) {
      throw new Refused("The question is empty; ask something.");
    }
    if (text.length() > maxChars) {
      throw new Refused(
          "The question has %,d characters, the limit is %,d (ask.max_question_chars); shorten it."
              .formatted(text.length(), maxChars));
    }
    return new Question(text.strip());
  }

  /// The question cannot be asked; the message says how to mend it.
  public static final class Refused extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }
}
