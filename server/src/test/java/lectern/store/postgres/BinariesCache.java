package lectern.store.postgres;

import java.nio.file.Path;
import java.util.Optional;

/// The user's ordinary cache folder, so that the tests unpack PostgreSQL once per machine.
public final class BinariesCache {

  private BinariesCache() {}

  public static Path folder() {
    Path caches =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(set -> !set.isEmpty())
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache"));
    return caches.resolve("lectern");
  }
}
