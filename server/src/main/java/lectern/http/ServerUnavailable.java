package lectern.http;

import java.io.Serial;

/// The server cannot listen; the operator must mend it.
public final class ServerUnavailable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  ServerUnavailable(String message) {
    super(message);
  }

  ServerUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
