package lectern.simulator.openai;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Remembers the beginnings of prompts, as contract §10 says: from 1,024 tokens, in steps of 128,
/// by account, model and `prompt_cache_key`. What is found depends on which request came first,
/// like rate limits do. Any number of threads may ask.
final class PromptCache {
  private static final int SHORTEST = 1_024;
  private static final int STEP = 128;

  // "Retention minutes (≤1 h) or 24h"; 5.6 and later keep for 30 minutes at least (contract §10)
  private static final Duration USUAL = Duration.ofMinutes(10);
  private static final Duration NEWER = Duration.ofMinutes(30);
  private static final Duration LONG = Duration.ofHours(24);

  /// Some 20 MB; then the oldest are forgotten.
  private static final int MOST_BEGINNINGS = 200_000;

  // FNV-1a, 64 bits, over the numbers of the tokens
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private final Map<Long, Instant> goodUntil = new LinkedHashMap<>();

  /// How a request wants to be cached.
  ///
  /// @param key all that must be equal besides the tokens
  record Wish(String key, Mode mode, Retention retention) {}

  /// What is written into the cache.
  enum Mode {
    /// Everything.
    IMPLICIT,
    /// What is before the last `prompt_cache_breakpoint`.
    EXPLICIT
  }

  /// How long it is kept.
  enum Retention {
    USUAL,
    LONG
  }

  /// How many tokens were found, and how many were written that cost extra.
  record Use(int cached, int written) {
    static final Use NONE = new Use(0, 0);
  }

  /// Looks the prompt up and writes down what is not there yet.
  Use look(Prompt prompt, Wish wish, Abilities abilities, Instant now) {
    var most = wish.mode() == Mode.EXPLICIT ? prompt.lastBreakpoint().orElse(0) : prompt.size();
    if (most < SHORTEST) {
      return Use.NONE;
    }
    var until = now.plus(lifetime(wish, abilities));
    var hash = OFFSET ^ wish.key().hashCode();
    var cached = 0;
    var written = 0;
    synchronized (this) {
      for (var end = 1; end <= most; end++) {
        hash = (hash ^ prompt.token(end - 1)) * PRIME;
        if (end >= SHORTEST && end % STEP == 0) {
          if (isKnown(hash, now)) {
            cached = end;
          } else {
            written = end;
          }
          goodUntil.put(hash, until);
        }
      }
      forgetOldest();
    }
    return new Use(cached, abilities.tellsCacheWrites() ? Math.max(0, written - cached) : 0);
  }

  private static Duration lifetime(Wish wish, Abilities abilities) {
    if (wish.retention() == Retention.LONG) {
      return LONG;
    }
    return abilities.tellsCacheWrites() ? NEWER : USUAL;
  }

  private boolean isKnown(long hash, Instant now) {
    var until = goodUntil.remove(hash);
    return until != null && now.isBefore(until);
  }

  private void forgetOldest() {
    Iterator<Long> oldest = goodUntil.keySet().iterator();
    while (goodUntil.size() > MOST_BEGINNINGS) {
      oldest.next();
      oldest.remove();
    }
  }
}
