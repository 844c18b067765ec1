package lectern.parse.local;

import java.io.Serial;
import lectern.document.Failure;
import lectern.document.Failure.Reason;

/// Ends the reading of one file inside a worker, with the reason that its reader will see.
public final class UnreadableFile extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public UnreadableFile(Reason reason, String message) {
    super(message);
    this.failure = new Failure(reason, message);
  }

  public Failure failure() {
    return failure;
  }
}
