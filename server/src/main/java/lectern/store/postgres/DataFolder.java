package lectern.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder with PostgreSQL's data, its password and its log.
///
/// @param path absolute and without symbolic links, so that it can be recognised in a command line
/// @param parent the folder it lies in, which exists
record DataFolder(Path path, Path parent) {

  /// Readable by the owner only.
  static final String PASSWORD_FILE = "lectern.password";

  static DataFolder at(Path folder) throws IOException {
    Path wanted = folder.toAbsolutePath().normalize();
    Path above = wanted.getParent();
    Path name = wanted.getFileName();
    if (above == null || name == null) {
      throw new PostgresUnavailable("A data folder for PostgreSQL cannot be " + wanted + ".");
    }
    Path parent = Files.createDirectories(above).toRealPath();
    Path path = parent.resolve(name);
    return new DataFolder(Files.exists(path) ? path.toRealPath() : path, parent);
  }

  /// Whether there is a whole cluster in it.
  boolean isMade() {
    return Files.exists(path.resolve("PG_VERSION"));
  }

  /// Whether there is nothing to lose where a new one would go.
  boolean isFree() throws IOException {
    if (!Files.exists(path)) {
      return true;
    }
    try (Stream<Path> children = Files.list(path)) {
      return children.findAny().isEmpty();
    }
  }

  void checkVersion(int programs) throws IOException {
    String data = Files.readString(path.resolve("PG_VERSION")).strip();
    if (!data.equals(Integer.toString(programs))) {
      throw new PostgresUnavailable(
          "The data in %s was made by PostgreSQL %s and this Lectern brings PostgreSQL %d:"
                  .formatted(path, data, programs)
              + " start it with the Lectern that made it and dump the data,"
              + " or choose another data folder.");
    }
  }

  String password() throws IOException {
    return Files.readString(path.resolve(PASSWORD_FILE)).strip();
  }

  Path logFile() {
    return path.resolve("lectern-postgres.log");
  }

  /// The process that the server's own lock file names, if there is such a file.
  Optional<Long> lockedBy() throws IOException {
    Path lock = path.resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(lock)) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(it -> it.matches("\\d{1,18}"))
          .map(Long::valueOf);
    }
  }
}
