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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lectern.document.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The originals, each kept once under the hash of its content: `ab/cd/abcd…`. What {@link
/// #receive} has returned is on disk, name and all. Safe for many threads of the one process that
/// holds the data folder.
public final class Blobs {

  /// How receiving a file ended.
  ///
  /// @param <T> what is made of a file that is kept
  public sealed interface Receipt<T> {}

  /// The bytes are on disk, or were there before, and this was made of them.
  public record Kept<T>(T result) implements Receipt<T> {}

  /// There was more than the limit, and nothing is kept.
  public record TooLarge<T>(long maxBytes) implements Receipt<T> {}

  /// Bytes that are on disk.
  public record Stored(Sha256 sha, long bytes) {}

  private static final String ARRIVING = "arriving";

  /// A chunk of this size is read and written in one system call; larger ones measured no faster.
  private static final int BUFFER_BYTES = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Blobs.class);

  private final Path folder;
  private final Path arriving;

  /// One for each first byte of a hash, so that two files seldom wait for each other.
  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(1 << Byte.SIZE).toList();

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
  /// @param register notes that the bytes are used, after they are on disk and before anybody could
  ///   find them unused and discard them
  /// @throws IOException when the stream breaks off: the sender's trouble
  /// @throws StoreUnavailable when the disk is full or fails: the operator's trouble
  public <T> Receipt<T> receive(InputStream in, long maxBytes, Function<Stored, T> register)
      throws IOException {
    Path file = arriving.resolve(UUID.randomUUID().toString());
    try {
      MessageDigest digest = Sha256.digest();
      long bytes = write(in, file, new Tally(digest, maxBytes));
      if (bytes > maxBytes) {
        return new TooLarge<>(maxBytes);
      }
      var stored = new Stored(Sha256.of(digest.digest()), bytes);
      return undisturbed(
          stored.sha(),
          () -> {
            keep(file, path(stored.sha()));
            return new Kept<>(register.apply(stored));
          });
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

  /// Deletes the bytes, unless somebody uses them. Nobody can begin to while it is asked.
  public void discardUnless(Sha256 sha, BooleanSupplier isUsed) {
    undisturbed(
        sha,
        () -> {
          boolean gone = !isUsed.getAsBoolean() && delete(path(sha));
          LOG.debug("the original {} is {}", sha, gone ? "deleted" : "left");
          return gone;
        });
  }

  private <T> T undisturbed(Sha256 sha, Supplier<T> work) {
    var lock = locks.get(Integer.parseInt(sha.hex(), 0, 2, 16));
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private boolean delete(Path file) {
    try {
      boolean gone = Files.deleteIfExists(file);
      if (gone) {
        forceFolder(file.resolveSibling(".").normalize());
      }
      return gone;
    } catch (IOException e) {
      throw unusable(folder, e);
    }
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
