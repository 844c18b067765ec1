package lectern.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.stream.Stream;
import lectern.document.Sha256;

/// The originals, each kept once under the hash of its content: `ab/cd/abcd…`. What {@link
/// #receive} has returned is on disk, name and all. Safe for many threads of the one process that
/// holds the data folder.
public final class Blobs {

  /// How receiving a file ended.
  public sealed interface Receipt {}

  /// The bytes are on disk, or were there before.
  public record Stored(Sha256 sha, long bytes) implements Receipt {}

  /// There was more than the limit, and nothing is kept.
  public record TooLarge(long maxBytes) implements Receipt {}

  private static final String ARRIVING = "arriving";

  /// A chunk of this size is read and written in one system call; larger ones measured no faster.
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path folder;
  private final Path arriving;

  private Blobs(Path folder, Path arriving) {
    this.folder = folder;
    this.arriving = arriving;
  }

  /// Opens the store and removes what a process that was killed had only half received.
  ///
  /// @param folder made if missing; the {@link DataFolderLock} above it is held
  public static Blobs open(Path folder) {
    Path arriving = folder.resolve(ARRIVING);
    try {
      Files.createDirectories(arriving);
      try (Stream<Path> leftovers = Files.list(arriving)) {
        for (Path leftover : leftovers.toList()) {
          Files.deleteIfExists(leftover);
        }
      }
      return new Blobs(folder, arriving);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /// Streams to disk while hashing; an empty stream is a file like any other.
  ///
  /// @param maxBytes the most that is accepted
  /// @throws IOException when the stream breaks off: the sender's trouble
  /// @throws StoreUnavailable when the disk is full or fails: the operator's trouble
  public Receipt receive(InputStream in, long maxBytes) throws IOException {
    Path file = arriving.resolve(UUID.randomUUID().toString());
    try {
      MessageDigest digest = Sha256.digest();
      long bytes = write(in, file, new Tally(digest, maxBytes));
      if (bytes > maxBytes) {
        return new TooLarge(maxBytes);
      }
      Sha256 sha = Sha256.of(digest.digest());
      keep(file, path(sha));
      return new Stored(sha, bytes);
    } finally {
      discard(file);
    }
  }

  /// Where the content lies, or would lie.
  public Path path(Sha256 sha) {
    String hex = sha.hex();
    return folder.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
  }

  public boolean holds(Sha256 sha) {
    return Files.isRegularFile(path(sha));
  }

  private record Tally(MessageDigest digest, long maxBytes) {}

  /// @return the bytes read, which is over the limit if the stream was
  private long write(InputStream in, Path file, Tally tally) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long bytes = 0;
    try (FileChannel out = create(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes += count;
        if (bytes > tally.maxBytes()) {
          return bytes;
        }
        tally.digest().update(buffer, 0, count);
        append(out, ByteBuffer.wrap(buffer, 0, count));
      }
      force(out);
    }
    return bytes;
  }

  private void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private FileChannel create(Path file) {
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private void append(FileChannel out, ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private void force(FileChannel channel) {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /// The rename is atomic and replaces equal by equal. A name is on disk when its folder is.
  private void keep(Path file, Path kept) {
    try {
      Path second = kept.resolveSibling(".").normalize();
      makeOnDisk(second);
      Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceFolder(second);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /// One thread at a time, or another would find a folder made whose name is not on disk yet.
  private synchronized void makeOnDisk(Path second) throws IOException {
    if (!Files.isDirectory(second)) {
      Files.createDirectories(second);
      forceFolder(second.resolveSibling(".").normalize());
      forceFolder(folder);
    }
  }

  private static void forceFolder(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static StoreUnavailable unusable(Path folder, IOException e) {
    return new StoreUnavailable(
        "The folder of originals %s cannot be written to (%s): free space or mend its rights."
            .formatted(folder.toAbsolutePath(), Reason.of(e)),
        e);
  }
}
