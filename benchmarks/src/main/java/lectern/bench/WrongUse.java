package lectern.bench;

import java.io.Serial;

/// A benchmark cannot run as it was called; the message is one line that says how to mend it.
final class WrongUse extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  WrongUse(String message) {
    super(message);
  }
}
