package lectern.bench;

import java.util.Locale;

/// Numbers as a reader wants them: about four significant digits, thousands parted.
final class Figures {

  private static final double FOUR_DIGITS = 1_000;

  private Figures() {}

  static String of(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return "not measured";
    }
    if (size >= FOUR_DIGITS || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    int decimals = size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /// @param unit may be empty, for what has none
  static String of(double value, String unit) {
    return unit.isEmpty() ? of(value) : of(value) + " " + unit;
  }
}
