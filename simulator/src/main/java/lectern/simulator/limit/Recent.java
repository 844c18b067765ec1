package lectern.simulator.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Keeps something for each key, for as many keys as were used last. Who comes back after so many
/// others begins afresh. Not for several threads.
public final class Recent<K, V> {
  private final Map<K, V> values;

  /// @param most keys to keep
  public Recent(int most) {
    this.values =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  /// What is kept for the key, which is made if there is nothing.
  public V get(K key, Supplier<V> fresh) {
    return values.computeIfAbsent(key, _ -> fresh.get());
  }
}
