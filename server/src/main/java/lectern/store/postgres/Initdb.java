package lectern.store.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes a data folder. It is made in a sibling and renamed when it is whole and on disk, so that a
/// process killed in between leaves nothing half-made in its place.
///
/// The texts are UTF-8 and sort by code point, by PostgreSQL's own C.UTF-8: the order then depends
/// on no library of the machine, and an index stays valid when the machine is upgraded.
record Initdb(Account account, Deadline deadline) {

  private static final String UNFINISHED = ".unfinished-";

  /// 192 bits: nobody guesses it through a socket.
  private static final int PASSWORD_BYTES = 24;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  void make(DataFolder folder) throws IOException, InterruptedException {
    if (!folder.isFree()) {
      throw new PostgresUnavailable(
          "The folder %s is not empty and holds no PostgreSQL data: name another one."
              .formatted(folder.path()));
    }
    String prefix = folder.path().getFileName() + UNFINISHED;
    Leftovers.removeAll(folder.parent(), prefix);
    Path unfinished = Files.createTempDirectory(folder.parent(), prefix);
    try {
      Path passwordFile = writePassword(unfinished);
      Path data = unfinished.resolve("data");
      account.take(unfinished);
      run(folder, data, passwordFile, unfinished.resolve("initdb.log"));
      Files.move(passwordFile, data.resolve(DataFolder.PASSWORD_FILE));
      force(data);
      Files.move(data, folder.path(), StandardCopyOption.ATOMIC_MOVE);
      force(folder.parent());
    } finally {
      Leftovers.remove(unfinished);
    }
  }

  private static Path writePassword(Path folder) throws IOException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path file =
        Files.createFile(
            folder.resolve(DataFolder.PASSWORD_FILE),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(file, password + "\n");
    force(file);
    return file;
  }

  private void run(DataFolder folder, Path data, Path passwordFile, Path log)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            account.binaries().program("initdb"),
            "--pgdata=" + data,
            "--username=" + FirstConnection.ADMIN,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--data-checksums");
    WatchedProcess initdb =
        WatchedProcess.start(
            account.command(command), Map.of(), ServerLog.to(log, ServerLog.MAX_BYTES));
    boolean ended = initdb.output().awaitEnd(deadline.left());
    initdb.askToEnd();
    if (!ended || !initdb.awaitEnd(deadline.left())) {
      throw new PostgresUnavailable(
          "PostgreSQL could not make its data folder %s in time.".formatted(folder.path()));
    }
    if (initdb.exitCode() != 0) {
      throw new PostgresUnavailable(
          "PostgreSQL could not make its data folder %s: %s"
              .formatted(folder.path(), initdb.output().complaint()));
    }
  }

  /// Puts a file, or the names in a folder, on disk.
  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
