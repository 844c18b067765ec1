package lectern.api;

import java.util.regex.Pattern;
import lectern.http.Problem;
import lectern.http.ProblemType;
import org.jspecify.annotations.Nullable;

/// A name that people give to something: 1 to 100 characters that can be seen, on one line.
record VisibleName(String text) {
  /// As the database checks it, too.
  private static final int MOST_CHARS = 100;

  /// Control characters, invisible ones that turn the direction of writing, halves of pairs, and
  /// line ends.
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  /// Takes the field `name` of a body.
  ///
  /// @throws Problem when it is no such name
  static VisibleName of(@Nullable String given) {
    var name = given == null ? "" : given.strip();
    int chars = name.codePointCount(0, name.length());
    if (chars == 0 || chars > MOST_CHARS || UNSEEN.matcher(name).find()) {
      throw new Problem(
          ProblemType.INVALID_BODY,
          "name must be 1 to %d visible characters on one line.".formatted(MOST_CHARS));
    }
    return new VisibleName(name);
  }
}
