package lectern.pipeline;

import java.io.Serial;

/// Nothing can be worked on, because the database, the index, the parser or the model fails.
/// Nothing is lost: what is unfinished goes on when the operator has mended it.
public final class PipelineStopped extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  PipelineStopped(String message, Throwable cause) {
    super(message, cause);
  }
}
