package lectern.simulator.openai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.simulator.http.Refusal;
import lectern.simulator.route.World;

/// The files of all clients, who are one project to it. Any number of threads may use it.
final class FileStore {
  /// More than a test needs; the vendor counts bytes only.
  static final int MAX_FILES = 10_000;

  /// What a disk has to spare; the vendor allows 2.5 TB to a project.
  static final long MAX_BYTES = 20L << 30;

  private final World world;
  private final Path folder;
  private final Map<String, StoredFile> files = new HashMap<>();
  private long bytes;

  FileStore(World world) {
    this.world = world;
    this.folder = world.folder().resolve("openai-files");
  }

  /// Keeps the content, which is moved away from where it is.
  ///
  /// @throws Refusal with status 400 when there is no room
  synchronized StoredFile keep(StoredFile.Draft draft, Path content) {
    try {
      var size = Files.size(content);
      if (files.size() >= MAX_FILES || bytes + size > MAX_BYTES) {
        throw OpenAiError.invalid("Your project has reached its limit of file storage.").refusal();
      }
      Files.createDirectories(folder);
      var target = folder.resolve(draft.id());
      Files.move(content, target, StandardCopyOption.REPLACE_EXISTING);
      var file = new StoredFile(draft, target, size, world.timeline().now());
      files.put(file.id(), file);
      bytes += size;
      file.expiresAt().ifPresent(time -> world.timeline().at(time, () -> delete(file.id())));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized Optional<StoredFile> find(String id) {
    return Optional.ofNullable(files.get(id));
  }

  /// All files, the oldest first; those of one moment by their ids, so that the order does not
  /// depend on who came first.
  synchronized List<StoredFile> all() {
    return files.values().stream()
        .sorted(Comparator.comparing(StoredFile::createdAt).thenComparing(StoredFile::id))
        .toList();
  }

  /// Deletes the file, if it is there.
  synchronized void delete(String id) {
    var file = files.remove(id);
    if (file != null) {
      bytes -= file.bytes();
      try {
        Files.deleteIfExists(file.content());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
