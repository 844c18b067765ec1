package lectern.parse;

import java.io.Serial;

/// No file can be read here at all, which is no fault of the file: an operator must look at the
/// machine.
public final class ParserUnavailable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public ParserUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
