package lectern.parse.local;

import java.io.Serial;
import lectern.document.Failure;
import lectern.document.Failure.Reason;

/// Ends the reading of one file inside a worker, with the reason that its reader will see.
public final class UnreadableFile extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public UnreadableFile(Reason reason, String message) {
    this(new Failure(reason, message));
  }

  UnreadableFile(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
