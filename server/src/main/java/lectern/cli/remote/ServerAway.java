package lectern.cli.remote;

import java.io.Serial;
import java.time.Duration;

/// The server does not answer, or says that it cannot now: it may come back by itself.
public final class ServerAway extends ServerTrouble {
  @Serial private static final long serialVersionUID = 1L;

  private final Duration asked;

  ServerAway(String message) {
    this(message, Duration.ZERO);
  }

  /// @param asked how long the server asks to be left alone; zero when it does not say
  ServerAway(String message, Duration asked) {
    super(message);
    this.asked = asked;
  }

  Duration asked() {
    return asked;
  }
}
