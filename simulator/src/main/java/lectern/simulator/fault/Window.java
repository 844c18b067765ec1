package lectern.simulator.fault;

import java.time.Duration;
import java.util.Optional;

/// When a rule holds, counted from the moment its plan was laid.
///
/// @param from when it begins
/// @param lasting how long it holds; empty for ever
/// @param every after how long it begins again; empty never
public record Window(Duration from, Optional<Duration> lasting, Optional<Duration> every) {
  /// From the first moment to the last.
  public static final Window ALWAYS = new Window(Duration.ZERO, Optional.empty(), Optional.empty());

  public Window {
    if (from.isNegative() || every.filter(period -> !period.isPositive()).isPresent()) {
      throw new IllegalArgumentException("not a window: from " + from + " every " + every);
    }
  }

  /// Whether it holds so long after the plan was laid.
  public boolean holds(Duration since) {
    if (since.compareTo(from) < 0) {
      return false;
    }
    var inside = since.minus(from);
    var phase = every.map(period -> modulo(inside, period)).orElse(inside);
    return lasting.map(length -> phase.compareTo(length) < 0).orElse(true);
  }

  private static Duration modulo(Duration time, Duration period) {
    return time.minus(period.multipliedBy(time.dividedBy(period)));
  }
}
