package lectern.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/// A data folder that was made once per test class and is copied for each test that is not about
/// the making, because making takes a second.
record MadeFolder(Path folder) {

  static MadeFolder in(Path temp) throws InterruptedException {
    Path folder = temp.resolve("made");
    EmbeddedPostgres.start(folder, BinariesCache.folder()).close();
    return new MadeFolder(folder);
  }

  Path copyTo(Path target) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        Files.copy(
            path,
            target.resolve(folder.relativize(path)),
            LinkOption.NOFOLLOW_LINKS,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return target;
  }
}
