package lectern.store.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Writes a tar archive into a folder and nowhere else: an entry or a symbolic link that points out
/// of the folder, and anything that is neither file, folder nor symbolic link, is refused.
///
/// @param root the folder, which exists
record Unpacking(Path root) {

  /// The archives unfold into 60 MB (Linux) to 200 MB (macOS), seen at 18.6.0.
  private static final long MAX_BYTES = 1_000_000_000;

  /// They hold about 1,100 entries.
  private static final int MAX_ENTRIES = 20_000;

  private static final int OWNER_EXECUTES = 0100;

  void of(TarArchiveInputStream tar) throws IOException {
    Files.setPosixFilePermissions(root, permissions(OWNER_EXECUTES));
    long bytes = 0;
    int entries = 0;
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      bytes += entry.getSize();
      entries++;
      if (bytes > MAX_BYTES || entries > MAX_ENTRIES) {
        throw new IOException("the archive unfolds into more than the limit");
      }
      write(entry, tar);
    }
  }

  private void write(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
    Path target = inside(root.resolve(entry.getName()), entry);
    Path parent = target.getParent();
    if (parent != null) {
      makeFolder(parent);
    }
    if (entry.isDirectory()) {
      makeFolder(target);
    } else if (entry.isSymbolicLink()) {
      Path link = Path.of(entry.getLinkName());
      inside(target.resolveSibling(link), entry);
      Files.createSymbolicLink(target, link);
    } else if (entry.isFile() && !entry.isLink()) {
      try (OutputStream out = Files.newOutputStream(target)) {
        tar.transferTo(out);
      }
      Files.setPosixFilePermissions(target, permissions(entry.getMode()));
    } else {
      throw new IOException("the archive holds a kind of entry we refuse: " + entry.getName());
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, permissions(OWNER_EXECUTES));
    }
  }

  private Path inside(Path path, TarArchiveEntry entry) throws IOException {
    Path normal = path.normalize();
    if (!normal.startsWith(root)) {
      throw new IOException("the archive points out of its folder: " + entry.getName());
    }
    return normal;
  }

  /// Everyone may read, so that the server may run as another user; only the owner may write.
  private static Set<PosixFilePermission> permissions(int mode) {
    var permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if ((mode & OWNER_EXECUTES) != 0) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }
}
