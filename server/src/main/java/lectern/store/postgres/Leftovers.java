package lectern.store.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes half-made folders, ours and those of processes that were killed. What cannot be removed
/// now is left to the next start.
final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /// Unpacking takes seconds; what is an hour old belongs to nobody any more.
  private static final Duration OLD = Duration.ofHours(1);

  private Leftovers() {}

  static void removeOld(Path folder, String prefix, Clock clock) throws IOException {
    Instant limit = clock.instant().minus(OLD);
    for (Path child : children(folder, prefix)) {
      if (Files.getLastModifiedTime(child).toInstant().isBefore(limit)) {
        remove(child);
      }
    }
  }

  static void removeAll(Path folder, String prefix) throws IOException {
    children(folder, prefix).forEach(Leftovers::remove);
  }

  static void remove(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("The half-made folder {} stays until the next start.", tree, e);
    }
  }

  private static List<Path> children(Path folder, String prefix) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(child -> child.getFileName().toString().startsWith(prefix)).toList();
    }
  }
}
