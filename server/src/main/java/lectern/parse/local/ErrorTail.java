package lectern.parse.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The last of what a worker wrote to its standard error, for our log. Draining it also keeps the
/// worker from standing still on a full pipe.
final class ErrorTail {
  /// Two stack traces of common length.
  private static final int MAX_BYTES = 16 * 1024;

  private final byte[] ring = new byte[MAX_BYTES];
  private long written;

  private ErrorTail() {}

  /// Drains the standard error of a process until the process ends.
  static ErrorTail of(Process process) {
    var tail = new ErrorTail();
    Thread.ofPlatform()
        .daemon()
        .name("worker-" + process.pid() + "-errors")
        .start(() -> tail.drain(process.getErrorStream()));
    return tail;
  }

  synchronized void clear() {
    written = 0;
  }

  @Override
  public synchronized String toString() {
    int length = (int) Math.min(written, MAX_BYTES);
    var last = new byte[length];
    for (int i = 0; i < length; i++) {
      last[i] = ring[(int) ((written - length + i) % MAX_BYTES)];
    }
    return new String(last, StandardCharsets.UTF_8).strip();
  }

  private void drain(InputStream errors) {
    var buffer = new byte[4096];
    try (errors) {
      int read = errors.read(buffer);
      while (read >= 0) {
        append(buffer, read);
        read = errors.read(buffer);
      }
    } catch (IOException e) {
      // The process was killed while it wrote; what came before is kept.
    }
  }

  private synchronized void append(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      ring[(int) (written++ % MAX_BYTES)] = bytes[i];
    }
  }
}
