package lectern.http;

import java.io.IOException;
import java.io.Serial;

/// The other side of a connection has closed it, or was cut off because it was too slow.
final class PeerGone extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  PeerGone(Throwable cause) {
    super("the connection has ended", cause);
  }
}
