package lectern.monitor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lectern.index.SearchIndex;
import lectern.monitor.Health.Part;
import org.jdbi.v3.core.Jdbi;

/// Parts that every Lectern needs, and how it is told that they are well.
public final class HealthParts {
  /// Below this an upload of ordinary files, and what becomes of them, may not fit any more.
  static final long LEAST_FREE_BYTES = 256_000_000;

  private HealthParts() {}

  /// The database answers.
  public static Part database(Jdbi jdbi) {
    return new Part(
        "database",
        () -> {
          jdbi.useHandle(handle -> handle.execute("select 1"));
          return Optional.empty();
        });
  }

  /// The index can be read.
  public static Part index(SearchIndex index) {
    return new Part(
        "index",
        () -> {
          var _ = index.size();
          return Optional.empty();
        });
  }

  /// There is room where the data is.
  public static Part disk(Path data) {
    return disk(data, LEAST_FREE_BYTES);
  }

  static Part disk(Path data, long leastFreeBytes) {
    return new Part(
        "disk",
        () -> {
          long free = Files.getFileStore(data).getUsableSpace();
          return free >= leastFreeBytes
              ? Optional.empty()
              : Optional.of(
                  "only %,d MB are free where the data is, %,d MB are needed"
                      .formatted(free / 1_000_000, leastFreeBytes / 1_000_000));
        });
  }
}
