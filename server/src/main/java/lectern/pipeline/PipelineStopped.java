package lectern.pipeline;

import java.io.Serial;

/// Nothing can be worked on, because where documents are cannot be read or written. Nothing is
/// lost: what is unfinished goes on when the operator has mended the store and Lectern is started
/// again.
public final class PipelineStopped extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  PipelineStopped(String message, Throwable cause) {
    super(message, cause);
  }
}
