package lectern.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Durations as they are written.
final class Spans {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

  private Spans() {}

  /// @return empty when it is none, or no time at all
  static Optional<Duration> read(String text) {
    var parts = SPAN.matcher(text);
    if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
      return Optional.empty();
    }
    long amount = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          default -> Duration.ofHours(amount);
        });
  }
}
