package lectern.simulator.fault;

/// Patterns in which a `*` stands for anything.
public final class Pattern {
  private Pattern() {}

  /// Whether the whole text fits the pattern. Each request is held against patterns, so nothing is
  /// compiled: what stands between two `*` is looked for from left to right, each as early as it
  /// can be.
  public static boolean matches(String pattern, String text) {
    var star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    if (!text.startsWith(pattern.substring(0, star))) {
      return false;
    }
    var position = star;
    for (var next = pattern.indexOf('*', star + 1);
        next >= 0;
        next = pattern.indexOf('*', star + 1)) {
      var between = pattern.substring(star + 1, next);
      var found = text.indexOf(between, position);
      if (found < 0) {
        return false;
      }
      position = found + between.length();
      star = next;
    }
    var end = pattern.substring(star + 1);
    return text.length() - end.length() >= position && text.endsWith(end);
  }
}
