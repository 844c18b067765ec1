package lectern.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// How much each key may ask for, and how often anybody may try to sign in. Safe to use from many
/// threads.
///
/// Each limit is a bucket that holds as much as one minute allows and is filled evenly: a minute's
/// worth may come at once, and then as much as flows in.
public final class RequestRates {
  /// Tries to sign in, of everybody together. Nobody guesses 256 bits; this keeps it quiet.
  public static final int SIGN_INS_PER_MINUTE = 300;

  /// Keys that are counted. With more, one that has been quiet for longest begins anew.
  private static final int MOST = 10_000;

  private final PerMinute limits;
  private final LongSupplier nanos;
  private final Bucket signIns = new Bucket(SIGN_INS_PER_MINUTE);
  private final Map<Counted, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Counted, Bucket> eldest) {
          return size() > MOST;
        }
      };

  /// @param nanos a clock that only goes forward, as System.nanoTime
  public RequestRates(PerMinute limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
  }

  /// What one key may do in a minute.
  ///
  /// @param uploads files, not requests
  public record PerMinute(int requests, int uploads) {}

  /// What is counted apart.
  public enum Kind {
    REQUEST,
    UPLOAD
  }

  private record Counted(KeyId key, Kind kind) {}

  /// Counts a request, or a file.
  ///
  /// @return how long the caller must wait, when it is over its limit; nothing was counted then
  public synchronized Optional<Duration> over(KeyId key, Kind kind) {
    int perMinute =
        switch (kind) {
          case REQUEST -> limits.requests();
          case UPLOAD -> limits.uploads();
        };
    return buckets
        .computeIfAbsent(new Counted(key, kind), _ -> new Bucket(perMinute))
        .take(nanos.getAsLong());
  }

  /// Counts a try to sign in.
  ///
  /// @return how long to wait, when there were too many
  public synchronized Optional<Duration> overSignIns() {
    return signIns.take(nanos.getAsLong());
  }

  /// A bucket, told by the moment at which it will be full again (the generic cell rate algorithm
  /// of ITU-T I.371): nothing has to fill it.
  private static final class Bucket {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final long interval;
    private Optional<Long> fullAt = Optional.empty();

    Bucket(int perMinute) {
      this.interval = MINUTE / perMinute;
    }

    Optional<Duration> take(long now) {
      long lacking = fullAt.map(full -> Math.max(0, full - now)).orElse(0L);
      long wait = lacking + interval - MINUTE;
      if (wait > 0) {
        return Optional.of(Duration.ofNanos(wait));
      }
      fullAt = Optional.of(now + lacking + interval);
      return Optional.empty();
    }
  }
}
