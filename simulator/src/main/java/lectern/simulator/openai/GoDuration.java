package lectern.simulator.openai;

import java.math.BigDecimal;
import java.time.Duration;

/// Writes times as Go's `time.Duration` does: `0s`, `12ms`, `9.816s`, `6m0s`, `1h30m0s`. OpenAI's
/// headers and messages do, to the millisecond (contract, section 9).
final class GoDuration {
  private GoDuration() {}

  /// The text, rounded up to a millisecond so that who waits for so long has waited enough.
  static String of(Duration duration) {
    var millis = millisUp(duration);
    if (0 < millis && millis < 1000) {
      return millis + "ms";
    }
    var seconds = BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros().toPlainString() + "s";
    var minutes = millis / 60_000;
    if (minutes == 0) {
      return seconds;
    }
    return (minutes < 60 ? "" : minutes / 60 + "h") + minutes % 60 + "m" + seconds;
  }

  private static long millisUp(Duration duration) {
    return duration.plusNanos(999_999).toMillis();
  }
}
