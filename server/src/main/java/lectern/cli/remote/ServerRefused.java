package lectern.cli.remote;

import java.io.Serial;

/// The server does not do what it was asked, and never will: the key, its role, or the request is
/// wrong. The message is the server's own.
public final class ServerRefused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  ServerRefused(String message) {
    super(message);
  }
}
