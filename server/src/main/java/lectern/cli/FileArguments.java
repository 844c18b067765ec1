package lectern.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Files and folders as the command line names them.
final class FileArguments {
  /// Files taken in one command; more need a second one.
  private static final int MOST_FILES = 100_000;

  /// How deep folders are followed.
  private static final int MOST_LEVELS = 64;

  private FileArguments() {}

  /// The files among these, and those in folders among these, without hidden ones, sorted in each
  /// folder.
  ///
  /// @throws WrongUse when one does not exist or cannot be read
  static List<Path> files(List<Path> given) {
    var files = new ArrayList<Path>();
    for (var path : given) {
      if (Files.isDirectory(path)) {
        files.addAll(inFolder(path));
      } else if (Files.isRegularFile(path) && Files.isReadable(path)) {
        files.add(path);
      } else {
        throw new WrongUse(path + ": no such file, or not readable");
      }
    }
    if (files.isEmpty()) {
      throw new WrongUse("there are no files in " + given);
    }
    if (files.size() > MOST_FILES) {
      throw new WrongUse(
          "%,d files are more than the %,d of one command".formatted(files.size(), MOST_FILES));
    }
    return files;
  }

  private static List<Path> inFolder(Path folder) {
    try (var found = Files.walk(folder, MOST_LEVELS, FileVisitOption.FOLLOW_LINKS)) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> !isHidden(folder.relativize(file)))
          .sorted()
          .limit(MOST_FILES + 1L)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new WrongUse(folder + ": cannot be listed: " + e.getMessage());
    }
  }

  private static boolean isHidden(Path relative) {
    for (var part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
