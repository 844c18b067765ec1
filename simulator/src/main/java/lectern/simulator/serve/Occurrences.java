package lectern.simulator.serve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/// Counts how often each fingerprint was met. Any number of threads may count.
///
/// Only the fingerprints met last are kept: one that comes again after that many others begins anew
/// behind what the bill knows of it, so that what was paid is never numbered twice.
final class Occurrences {
  /// Some 40 MB when all are there.
  static final int KEPT = 200_000;

  private final ToIntFunction<String> known;
  private final Map<String, Integer> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > KEPT;
        }
      };

  /// @param known how often a fingerprint was met before the counting began
  Occurrences(ToIntFunction<String> known) {
    this.known = known;
  }

  /// The how-manieth it is this time, from 1.
  synchronized int next(String fingerprint) {
    var counted = counts.get(fingerprint);
    var next = 1 + (counted == null ? known.applyAsInt(fingerprint) : counted);
    counts.put(fingerprint, next);
    return next;
  }
}
