package lectern.index;

import java.io.Serial;

/// The index cannot be read or written: an operator must look at the disk, or build it again.
public final class IndexUnavailable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public IndexUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
