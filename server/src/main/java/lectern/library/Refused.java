package lectern.library;

import java.io.Serial;

/// What was asked for cannot be; the message says what is wrong and how to mend it.
public final class Refused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message);
  }
}
