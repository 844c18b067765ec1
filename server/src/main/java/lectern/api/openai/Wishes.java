package lectern.api.openai;

import java.time.Duration;
import java.util.regex.Pattern;
import lectern.http.Problem;
import lectern.http.ProblemType;

/// What a client may say about a call in headers of its own.
final class Wishes {
  /// How long it will wait: `500ms`, `30s`, `2m`.
  static final String DEADLINE = "x-lectern-deadline";

  /// `on` or `off`: whether a kept answer will do.
  static final String CACHE = "x-lectern-cache";

  /// Nobody waits longer for one answer.
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private static final Pattern SPAN = Pattern.compile("(\\d{1,7})(ms|s|m)");

  private Wishes() {}

  static Duration deadline(String text) {
    var span = SPAN.matcher(text.strip());
    if (span.matches()) {
      long number = Long.parseLong(span.group(1));
      var asked =
          switch (span.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
          };
      if (asked.isPositive() && asked.compareTo(LONGEST) <= 0) {
        return asked;
      }
    }
    throw new Problem(
        ProblemType.INVALID_PARAMETER,
        "The header %s must be a duration such as 500ms, 30s or 2m, of at most %d minutes."
            .formatted(DEADLINE, LONGEST.toMinutes()));
  }

  static boolean isOn(String text) {
    return switch (text.strip()) {
      case "on" -> true;
      case "off" -> false;
      default ->
          throw new Problem(
              ProblemType.INVALID_PARAMETER, "The header %s must be on or off.".formatted(CACHE));
    };
  }
}
