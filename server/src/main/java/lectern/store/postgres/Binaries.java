package lectern.store.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, unpacked once per version into a cache folder that all data folders
/// share.
///
/// They are unpacked into a sibling and renamed when complete, so a reader of the cache sees all of
/// a version or nothing of it, and two processes may unpack at once: the first to rename wins.
///
/// @param home the folder with {@code bin}, {@code lib} and {@code share}
record Binaries(Path home) {

  private static final String UNFINISHED = "unfinished-";

  /// A busy disk takes seconds.
  private static final Duration SYNC_LIMIT = Duration.ofSeconds(20);

  static Binaries unpacked(Path cache) throws IOException, InterruptedException {
    URL archive = archive();
    Path folders = Files.createDirectories(cache.toAbsolutePath());
    Path home = folders.resolve("postgres-" + fingerprint(archive));
    if (!Files.isDirectory(home)) {
      Leftovers.removeOld(folders, UNFINISHED, Clock.systemUTC());
      unpack(archive, folders, home);
    }
    return new Binaries(home);
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  /// The archive of this platform, named as the zonky artifacts name it.
  private static URL archive() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = name.startsWith("mac") ? "darwin" : name.replace(' ', '_');
    String processor =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          case String other -> other;
        };
    String platform = system + "-" + processor;
    boolean musl = Files.exists(Path.of("/etc/alpine-release"));
    for (String suffix : musl ? List.of("-alpine_linux", "") : List.of("")) {
      URL found = Binaries.class.getResource("/postgres-" + platform + suffix + ".txz");
      if (found != null) {
        return found;
      }
    }
    throw new PostgresUnavailable(
        "This build holds no PostgreSQL for "
            + platform
            + ": build with the Maven profile of this platform, or set DATABASE_URL to a server.");
  }

  /// Tells one archive from another without reading it: size and checksum stand in the jar's
  /// directory.
  private static String fingerprint(URL archive) throws IOException {
    if (archive.openConnection() instanceof JarURLConnection jar) {
      var entry = jar.getJarEntry();
      return "%x-%08x".formatted(entry.getSize(), entry.getCrc());
    }
    return "%x".formatted(archive.openConnection().getContentLengthLong());
  }

  private static void unpack(URL archive, Path folders, Path home)
      throws IOException, InterruptedException {
    Path unfinished = Files.createDirectory(folders.resolve(UNFINISHED + UUID.randomUUID()));
    try (InputStream raw = archive.openStream();
        var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(raw)))) {
      new Unpacking(unfinished).of(tar);
      putOnDisk(unfinished);
      renameUnlessThere(unfinished, home);
    } finally {
      Leftovers.remove(unfinished);
    }
  }

  /// Lest a loss of power leave a whole folder of empty files. One call for the file system takes
  /// 0.1 s, one for each of the thousand files took 4 s. Without the program it is left out.
  private static void putOnDisk(Path folder) throws IOException, InterruptedException {
    Process sync =
        new ProcessBuilder("/bin/sh", "-c", "sync -f \"$0\" || sync", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!sync.waitFor(SYNC_LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
      sync.destroyForcibly();
    }
  }

  private static void renameUnlessThere(Path unfinished, Path home) throws IOException {
    try {
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }
}
