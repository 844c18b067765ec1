package lectern.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;
import lectern.gateway.Deadline;
import lectern.gateway.Time;

/// Keeps answers by all that they depend on. Who asks for one that is just being made waits for it
/// instead of having it made a second time, until its own deadline. What failed is told to those
/// who waited for it, and never kept. Safe to use from many threads.
public final class Kept<K, V> {
  private final Cache<K, Entry<V>> entries;
  private final ConcurrentMap<K, CompletableFuture<Made<V>>> beingMade = new ConcurrentHashMap<>();
  private final Time time;

  /// @param mostBytes of all values together; the least used ones go first
  /// @param longest after so long a value is made anew
  /// @param bytes how large a value is in memory, about
  public Kept(long mostBytes, Duration longest, ToIntFunction<V> bytes, Time time) {
    this.time = time;
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher((K _, Entry<V> entry) -> bytes.applyAsInt(entry.value()))
            .expireAfterWrite(longest)
            .executor(Runnable::run) // whoever adds too much, tidies up
            .ticker(time::nanos)
            .build();
  }

  /// Makes an answer.
  @FunctionalInterface
  public interface Maker<V> {
    Made<V> make() throws InterruptedException;
  }

  /// What was made.
  public sealed interface Made<V> {
    V value();

    /// To be kept for who asks again.
    record ToKeep<V>(V value) implements Made<V> {}

    /// Only for those who ask now.
    record Passing<V>(V value) implements Made<V> {}

    /// Only for who had it made: others may fare better.
    record Own<V>(V value) implements Made<V> {}
  }

  /// An answer.
  ///
  /// @param age how long it has been there; zero for who waited for another's, empty for who had it
  ///   made
  public record Found<V>(V value, Optional<Duration> age) {}

  private record Entry<V>(V value, long bornNanos) {}

  /// What is kept, or else what is made now.
  ///
  /// @param deadline until which another's is waited for; after it, the maker is asked all the same
  /// @throws InterruptedException when this caller is interrupted; others who wait for the same go
  ///   on, and one of them makes it
  public Found<V> get(K key, Deadline deadline, Maker<V> maker) throws InterruptedException {
    var own = new CompletableFuture<Made<V>>();
    while (true) {
      var kept = peek(key);
      if (kept.isPresent()) {
        return kept.get();
      }
      var others = beingMade.putIfAbsent(key, own);
      if (others == null) {
        return makeOrFind(key, maker, own);
      }
      try {
        var made = others.get(deadline.left(time).toNanos(), TimeUnit.NANOSECONDS);
        if (!(made instanceof Made.Own<V>)) {
          return new Found<>(made.value(), Optional.of(Duration.ZERO));
        }
      } catch (ExecutionException _) {
        // Whoever made it was interrupted or broke, and we were not: once more, ourselves.
      } catch (TimeoutException _) {
        return new Found<>(maker.make().value(), Optional.empty());
      }
    }
  }

  /// What is kept, if it is.
  public Optional<Found<V>> peek(K key) {
    return Optional.ofNullable(entries.getIfPresent(key))
        .map(entry ->
            new Found<>(
                entry.value(), Optional.of(Duration.ofNanos(time.nanos() - entry.bornNanos()))));
  }

  /// Keeps what was made in another way.
  public void put(K key, V value) {
    entries.put(key, new Entry<>(value, time.nanos()));
  }

  private Found<V> makeOrFind(K key, Maker<V> maker, CompletableFuture<Made<V>> told)
      throws InterruptedException {
    Optional<Made<V>> outcome = Optional.empty();
    try {
      var kept = peek(key); // it may have been kept since we looked
      if (kept.isPresent()) {
        return kept.get();
      }
      var made = maker.make();
      outcome = Optional.of(made);
      if (made instanceof Made.ToKeep<V>(V value)) {
        put(key, value);
      }
      return new Found<>(made.value(), Optional.empty());
    } finally {
      beingMade.remove(key);
      outcome.ifPresentOrElse(
          told::complete, () -> told.completeExceptionally(new IllegalStateException("not made")));
    }
  }
}
