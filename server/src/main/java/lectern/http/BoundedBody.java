package lectern.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body that may not be longer than a limit.
final class BoundedBody extends FilterInputStream {
  private final long maxBytes;
  private long bytes;

  private BoundedBody(InputStream body, long maxBytes) {
    super(body);
    this.maxBytes = maxBytes;
  }

  static InputStream of(InputStream body, long maxBytes) {
    return new BoundedBody(body, maxBytes);
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    return read < 0 ? read : (counted(1) > 0 ? read : -1);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return counted(super.read(buffer, offset, length));
  }

  private int counted(int more) {
    bytes += Math.max(0, more);
    if (bytes > maxBytes) {
      throw new Problem(
          ProblemType.TOO_LARGE,
          "The body is larger than %,d bytes (server.max_body).".formatted(maxBytes));
    }
    return more;
  }
}
