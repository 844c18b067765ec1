package lectern.simulator.serve;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body that may have only so many bytes.
final class LimitedStream extends FilterInputStream {
  private final long limit;
  private long read;

  LimitedStream(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  /// The body went over its limit.
  static final class Exceeded extends IOException {
    private final long limit;

    private Exceeded(long limit) {
      super("over " + limit + " bytes");
      this.limit = limit;
    }

    /// In bytes.
    long limit() {
      return limit;
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    var count = super.read(bytes, offset, length);
    read += Math.max(0, count);
    if (read > limit) {
      throw new Exceeded(limit);
    }
    return count;
  }
}
