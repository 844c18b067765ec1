package lectern.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Whether pictures of text can be read here.
final class Ocr {
  private Ocr() {}

  static boolean isInstalled() {
    var path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tesseract")));
  }
}
