package lectern.bench;

import java.util.Map;

/// Whether a benchmark is run in full, or in under 50 seconds to see that it still works.
public enum Quick {
  YES,
  NO;

  /// Set to 1 for a quick run.
  public static final String VARIABLE = "QUICK";

  /// @param environment as {@link System#getenv()} gives it
  public static Quick from(Map<String, String> environment) {
    String value = environment.getOrDefault(VARIABLE, "");
    return switch (value) {
      case "", "0" -> NO;
      case "1" -> YES;
      default ->
          throw new IllegalArgumentException(
              "%s is 1 or not set, not %s".formatted(VARIABLE, value));
    };
  }

  /// The one value for a quick run, the other for a full one.
  public <T> T choose(T quick, T full) {
    return this == YES ? quick : full;
  }
}
