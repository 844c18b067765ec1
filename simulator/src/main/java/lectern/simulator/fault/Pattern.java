package lectern.simulator.fault;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Patterns in which a `*` stands for anything.
public final class Pattern {
  private Pattern() {}

  /// Whether the whole text fits the pattern.
  public static boolean matches(String pattern, String text) {
    if (pattern.equals("*")) {
      return true;
    }
    if (pattern.indexOf('*') < 0) {
      return pattern.equals(text);
    }
    var expression =
        Arrays.stream(pattern.split("\\*", -1))
            .map(java.util.regex.Pattern::quote)
            .collect(Collectors.joining(".*"));
    return text.matches("(?s)" + expression);
  }
}
