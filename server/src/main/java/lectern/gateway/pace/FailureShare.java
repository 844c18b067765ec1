package lectern.gateway.pace;

/// How many of the last minute's attempts failed, in slots of ten seconds. Not safe for threads.
final class FailureShare {
  private static final int SLOTS = 6;
  private static final long SLOT_NANOS = 10_000_000_000L;

  /// Half of at least ten in a minute: LiteLLM's share (half in a minute, of five at least) over as
  /// many as one can tell something from.
  private static final int LEAST = 10;

  private static final double MOST_SHARE = 0.5;

  private final long[] begins = new long[SLOTS];
  private final int[] all = new int[SLOTS];
  private final int[] failed = new int[SLOTS];

  void well(long now) {
    all[slot(now)]++;
  }

  void ill(long now) {
    int slot = slot(now);
    all[slot]++;
    failed[slot]++;
  }

  boolean isTooMuch(long now) {
    int attempts = 0;
    int failures = 0;
    for (int i = 0; i < SLOTS; i++) {
      if (now - begins[i] < SLOTS * SLOT_NANOS) {
        attempts += all[i];
        failures += failed[i];
      }
    }
    return attempts >= LEAST && failures >= attempts * MOST_SHARE;
  }

  void clear() {
    for (int i = 0; i < SLOTS; i++) {
      empty(i);
    }
  }

  private int slot(long now) {
    long begin = Math.floorDiv(now, SLOT_NANOS) * SLOT_NANOS;
    int slot = Math.floorMod(Math.floorDiv(now, SLOT_NANOS), SLOTS);
    if (begins[slot] != begin) {
      begins[slot] = begin;
      empty(slot);
    }
    return slot;
  }

  private void empty(int slot) {
    all[slot] = 0;
    failed[slot] = 0;
  }
}
