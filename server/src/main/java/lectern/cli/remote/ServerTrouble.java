package lectern.cli.remote;

import java.io.Serial;

/// The server cannot be worked with; the message says why. Its operator, or whoever named it, can
/// put it right.
public sealed class ServerTrouble extends RuntimeException permits ServerAway {
  @Serial private static final long serialVersionUID = 1L;

  ServerTrouble(String message) {
    super(message);
  }
}
