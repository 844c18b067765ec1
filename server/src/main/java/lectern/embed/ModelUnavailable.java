package lectern.embed;

import java.io.Serial;

/// The embedding model does not work here: an operator must look at the machine or the
/// installation.
public final class ModelUnavailable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public ModelUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
