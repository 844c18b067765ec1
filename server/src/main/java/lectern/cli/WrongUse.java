package lectern.cli;

import java.io.Serial;

/// What was typed cannot be done; the message says why and how to mend it.
final class WrongUse extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  WrongUse(String message) {
    super(message);
  }
}
