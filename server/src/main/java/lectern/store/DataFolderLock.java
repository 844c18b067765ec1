package lectern.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps a second Lectern off a data folder for as long as this one lives. The lock is the
/// operating system's, so it goes with the process, however that ends; the file with the process id
/// stays and means nothing by itself.
public final class DataFolderLock implements AutoCloseable {

  private static final String FILE = "lectern.lock";

  /// A process id has at most 19 digits.
  private static final int MAX_ID_BYTES = 19;

  private final FileChannel channel;

  private DataFolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /// @param folder the data folder, made if missing
  /// @throws StoreUnavailable when another process holds it, or it cannot be written to
  public static DataFolderLock acquire(Path folder) {
    Path file = folder.toAbsolutePath().resolve(FILE);
    try {
      Files.createDirectories(folder.toAbsolutePath());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        String holder = holder(channel);
        channel.close();
        throw new StoreUnavailable(
            ("Another Lectern%s uses the data folder %s: stop it, name another folder, or, if it"
                    + " serves, work with it by --server URL.")
                .formatted(holder, folder.toAbsolutePath()));
      }
      channel.truncate(0);
      long id = ProcessHandle.current().pid();
      channel.write(ByteBuffer.wrap(Long.toString(id).getBytes(StandardCharsets.US_ASCII)), 0);
      return new DataFolderLock(channel);
    } catch (IOException e) {
      throw new StoreUnavailable(
          "The data folder %s cannot be written to (%s): mend its rights or name another one."
              .formatted(folder.toAbsolutePath(), Reason.of(e)),
          e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreUnavailable("The lock of the data folder was not released.", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_ID_BYTES);
    channel.read(bytes, 0);
    String id = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    return id.matches("\\d+") ? " (process " + id + ")" : "";
  }
}
