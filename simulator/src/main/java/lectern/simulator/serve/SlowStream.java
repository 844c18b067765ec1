package lectern.simulator.serve;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import lectern.simulator.time.Timeline;

/// A body that is read no faster than so many bytes per second of the timeline. The client notices
/// once the buffers between are full, or by when the answer comes.
final class SlowStream extends FilterInputStream {
  // Ten reads a second look steady to a client, and cost nothing.
  private static final int READS_PER_SECOND = 10;

  private final int bytesPerSecond;
  private final Timeline timeline;

  SlowStream(InputStream in, int bytesPerSecond, Timeline timeline) {
    super(in);
    this.bytesPerSecond = bytesPerSecond;
    this.timeline = timeline;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    var atOnce = Math.max(1, bytesPerSecond / READS_PER_SECOND);
    var count = super.read(bytes, offset, Math.min(length, atOnce));
    if (count > 0) {
      rest(Duration.ofSeconds(1).multipliedBy(count).dividedBy(bytesPerSecond));
    }
    return count;
  }

  private void rest(Duration duration) throws InterruptedIOException {
    try {
      timeline.await(duration);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted while reading slowly");
    }
  }
}
