package lectern.simulator.openai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import lectern.simulator.route.Account;

/// What accounts have stored, in memory and bounded: when there is too much, the oldest goes. Any
/// number of threads may use it.
///
/// @param <T> what is stored
final class Shelf<T> {
  private static final int MOST = 2_000;

  /// Some 64 MB of text, roughly, in all.
  private static final long MOST_TOKENS = 16_000_000;

  private final LinkedHashMap<String, Kept<T>> kept = new LinkedHashMap<>();
  private long tokens;

  private record Kept<T>(String key, T thing, long tokens) {}

  /// @param size how much it is, in tokens
  synchronized void put(Account owner, String id, T thing, long size) {
    forget(id);
    kept.put(id, new Kept<>(owner.key(), thing, size));
    tokens += size;
    while (kept.size() > MOST || (tokens > MOST_TOKENS && kept.size() > 1)) {
      forget(kept.firstEntry().getKey());
    }
  }

  private void forget(String id) {
    var gone = kept.remove(id);
    tokens -= gone == null ? 0 : gone.tokens();
  }

  /// The thing with that id; to other accounts it does not exist.
  synchronized Optional<T> find(Account owner, String id) {
    return Optional.ofNullable(kept.get(id))
        .filter(one -> one.key().equals(owner.key()))
        .map(Kept::thing);
  }

  /// Puts another in its place, if it is still there.
  synchronized void replace(Account owner, String id, T thing) {
    kept.computeIfPresent(
        id,
        (_, old) ->
            old.key().equals(owner.key()) ? new Kept<>(old.key(), thing, old.tokens()) : old);
  }

  synchronized void remove(Account owner, String id) {
    if (find(owner, id).isPresent()) {
      forget(id);
    }
  }

  /// All of one account, oldest first.
  synchronized List<T> of(Account owner) {
    return kept.values().stream()
        .filter(one -> one.key().equals(owner.key()))
        .map(Kept::thing)
        .toList();
  }
}
