package lectern.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down when a key was last used, at most once a minute, and while no request waits for it.
public final class LastUses {
  /// People ask "is this key still used?", for which a minute is exact enough.
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  /// When there are more keys, all are forgotten, and each is written once too often.
  private static final int MOST = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(LastUses.class);

  private final Jdbi jdbi;
  private final Executor background;
  private final Map<KeyId, Instant> written = new ConcurrentHashMap<>();

  /// @param jdbi sees all workspaces
  /// @param background one thread is enough
  public LastUses(Jdbi jdbi, Executor background) {
    this.jdbi = jdbi;
    this.background = background;
  }

  void note(KeyId key, Instant now) {
    var before = written.get(key);
    if (before != null && now.isBefore(before.plus(INTERVAL))) {
      return;
    }
    if (written.size() >= MOST) {
      written.clear();
    }
    written.put(key, now);
    background.execute(() -> write(key, now));
  }

  private void write(KeyId key, Instant now) {
    try {
      jdbi.useHandle(handle ->
          handle
              .createUpdate("update api_key set last_used_at = :now where id = :id")
              .bind("now", Keys.at(now))
              .bind("id", key.value())
              .execute());
    } catch (JdbiException e) {
      LOG.warn("when the key {} was used could not be written: {}", key, e.toString());
    }
  }
}
