package lectern.simulator.bill;

import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;

/// Several charges in one.
///
/// @param count how many
/// @param counts what was counted, by its name on the bill, such as `input_tokens` or `credits`
/// @param picoUsd the exact amount, in 10⁻¹² US dollars
public record Sum(long count, SortedMap<String, Long> counts, BigInteger picoUsd) {
  static final Sum NOTHING = new Sum(0, new TreeMap<>(), BigInteger.ZERO);

  static Sum of(Charge charge) {
    return new Sum(
        1, new TreeMap<>(charge.measure().counts()), BigInteger.valueOf(charge.picoUsd()));
  }

  Sum plus(Sum other) {
    var together = new TreeMap<>(counts);
    other.counts.forEach((name, number) -> together.merge(name, number, Math::addExact));
    return new Sum(count + other.count, together, picoUsd.add(other.picoUsd));
  }
}
