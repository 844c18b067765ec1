package lectern.store.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server's log file, of bounded size: when it is full it becomes {@code NAME.1}, which
/// replaces the one before. A full disk costs the log and never the server. Used by one thread.
final class ServerLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ServerLog.class);

  /// Some 80,000 lines, weeks of an ordinary server; with the file before it at most 20 MB.
  static final long MAX_BYTES = 10_000_000;

  private final Path file;
  private final long maxBytes;
  private OutputStream out;
  private long written;

  private ServerLog(Path file, long maxBytes) throws IOException {
    this.file = file;
    this.maxBytes = maxBytes;
    this.written = Files.exists(file) ? Files.size(file) : 0;
    this.out = open();
  }

  static ServerLog to(Path file, long maxBytes) throws IOException {
    return new ServerLog(file, maxBytes);
  }

  void write(byte[] bytes, int count) {
    try {
      if (written + count > maxBytes) {
        out.close();
        Path before = file.resolveSibling(file.getFileName() + ".1");
        Files.move(file, before, StandardCopyOption.REPLACE_EXISTING);
        written = 0;
        out = open();
      }
      out.write(bytes, 0, count);
      written += count;
    } catch (IOException e) {
      LOG.debug("A line of PostgreSQL's log is lost: {}", e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /// A log that root made in a plain user's folder is not theirs to append to, but the folder is.
  private OutputStream open() throws IOException {
    try {
      return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (AccessDeniedException e) {
      Files.deleteIfExists(file);
      return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    }
  }
}
