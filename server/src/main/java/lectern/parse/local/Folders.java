package lectern.parse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The temporary folders of workers. A folder's name tells which server it belongs to, so that one
/// left over by a server that was killed together with its workers is found and deleted later.
final class Folders {
  private static final String PREFIX = "lectern-worker-";

  private Folders() {}

  /// A new folder for one worker of this process.
  static Path create(Path parent) throws IOException {
    Files.createDirectories(parent);
    return Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-")
        .toAbsolutePath();
  }

  /// Deletes the folders of servers that are no longer there.
  static void deleteOrphans(Path parent) {
    if (!Files.isDirectory(parent)) {
      return;
    }
    try (Stream<Path> children = Files.list(parent)) {
      children.filter(Folders::isOrphan).toList().forEach(Folders::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the temporary folder " + parent, e);
    }
  }

  /// Deletes a folder with all that is in it, as far as that is possible now.
  static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // Already gone, or still written to by a dying child: the next start deletes it.
    }
  }

  private static boolean isOrphan(Path folder) {
    String[] parts = folder.getFileName().toString().split("-", 4);
    if (!folder.getFileName().toString().startsWith(PREFIX) || !parts[2].matches("[0-9]{1,18}")) {
      return false;
    }
    Optional<ProcessHandle> owner = ProcessHandle.of(Long.parseLong(parts[2]));
    return owner.isEmpty();
  }
}
