package lectern.simulator.bill;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/// A request that was paid more than once with one key.
///
/// @param endpoint of the first
/// @param ids of the first [#MAX_IDS]
/// @param times how often it was paid
/// @param picoUsdTooMuch what all but the first cost, in 10⁻¹² US dollars
public record Duplicate(
    Payment payment, String endpoint, List<String> ids, long times, BigInteger picoUsdTooMuch) {
  /// More than anybody looks up.
  static final int MAX_IDS = 100;

  /// What is paid once.
  public record Payment(String key, String fingerprint) {
    static Payment of(Entry entry) {
      return new Payment(entry.key(), entry.fingerprint());
    }
  }

  static Duplicate first(Entry entry) {
    return new Duplicate(
        Payment.of(entry), entry.endpoint(), List.of(entry.id()), 1, BigInteger.ZERO);
  }

  Duplicate and(Entry entry) {
    return new Duplicate(
        payment,
        endpoint,
        ids.size() < MAX_IDS ? Stream.concat(ids.stream(), Stream.of(entry.id())).toList() : ids,
        times + 1,
        picoUsdTooMuch.add(BigInteger.valueOf(entry.charge().picoUsd())));
  }
}
