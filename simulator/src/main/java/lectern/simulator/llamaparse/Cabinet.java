package lectern.simulator.llamaparse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lectern.simulator.http.Part;
import lectern.simulator.route.World;

/// Keeps uploaded files on disk. Any number of threads may use it.
final class Cabinet {
  // how many files, and how many bytes of them: some dozens of the largest that are taken
  private static final Shelf.Room ROOM = new Shelf.Room(10_000, 16L << 30);

  private final Path folder;
  private final Shelf<StoredFile> files;

  Cabinet(World world) {
    this.folder = world.folder().resolve("llamaparse");
    this.files = new Shelf<>(world.timeline(), ROOM, Cabinet::erase);
  }

  /// Where the bytes of the file with that id go.
  Path place(String id, Part.Upload upload) {
    try {
      Files.createDirectories(folder);
      return Files.move(upload.file(), folder.resolve(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void keep(StoredFile file, long bytes) {
    files.put(file.id(), file, bytes);
  }

  private static void erase(StoredFile file) {
    try {
      Files.deleteIfExists(file.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<StoredFile> find(String id) {
    return files.get(id);
  }

  Optional<StoredFile> find(String id, Project project) {
    return find(id).filter(file -> file.project().equals(project));
  }

  /// The project's files, the newest first.
  List<StoredFile> all(Project project) {
    return files.all().stream()
        .filter(file -> file.project().equals(project))
        .sorted(Comparator.comparing(StoredFile::created).reversed().thenComparing(StoredFile::id))
        .toList();
  }

  void remove(String id) {
    files.remove(id);
  }
}
