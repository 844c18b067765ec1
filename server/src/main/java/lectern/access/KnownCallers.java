package lectern.access;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lectern.access.Caller.Via;
import lectern.document.Sha256;
import org.jspecify.annotations.Nullable;

/// Callers that were looked up already, so that a request costs no query. A time that runs out is
/// seen at each request; whoever takes a key or a session away calls {@link #forget} afterwards,
/// and from then on nobody is let in by what was true before. Safe to use from many threads.
final class KnownCallers {
  /// A few hundred bytes each; with more callers than that at the same time, some cost a query.
  private static final int MOST = 10_000;

  private final Clock clock;
  private final LastUses lastUses;
  private final Map<Proof, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Proof, Known> eldest) {
          return size() > MOST;
        }
      };
  private long timesForgotten;

  KnownCallers(Clock clock, LastUses lastUses) {
    this.clock = clock;
    this.lastUses = lastUses;
  }

  /// What a caller shows: a cookie is no key, even if somebody sends it as one.
  private record Proof(Via via, Sha256 hash) {}

  /// Whom a hash belongs to.
  ///
  /// @param sessionEnds for a session
  record Known(Sha256 hash, ApiKey key, Optional<Instant> sessionEnds) {
    private boolean holds(Sha256 shown, Instant now) {
      return MessageDigest.isEqual(bytes(hash), bytes(shown))
          && key.isValid(now)
          && sessionEnds.map(now::isBefore).orElse(true);
    }

    private static byte[] bytes(Sha256 hash) {
      return hash.hex().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
  }

  /// Finds out who shows a secret.
  ///
  /// @param lookUp asks the database
  Optional<Caller> find(Via via, Sha256 hash, Supplier<Optional<Known>> lookUp) {
    var now = clock.instant();
    var found = remembered(new Proof(via, hash), lookUp).filter(it -> it.holds(hash, now));
    found.ifPresent(it -> lastUses.note(it.key().id(), now));
    return found.map(it -> it.key().caller(via));
  }

  private Optional<Known> remembered(Proof proof, Supplier<Optional<Known>> lookUp) {
    long before;
    synchronized (this) {
      @Nullable Known seen = known.get(proof);
      if (seen != null) {
        return Optional.of(seen);
      }
      before = timesForgotten;
    }
    var lookedUp = lookUp.get();
    lookedUp.ifPresent(it -> keep(proof, it, before));
    return lookedUp;
  }

  /// What was read before something was taken away may be what was taken away.
  private synchronized void keep(Proof proof, Known caller, long before) {
    if (timesForgotten == before) {
      known.put(proof, caller);
    }
  }

  /// Forgets everybody. Keys and sessions are taken away so seldom that nobody notices.
  synchronized void forget() {
    timesForgotten++;
    known.clear();
  }
}
