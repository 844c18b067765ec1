package lectern.simulator.bill;

import java.io.Serial;
import java.nio.file.Path;

/// A file cannot be the bill; the message is one line that says which, why, and how to mend it.
public final class WrongBill extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  WrongBill(Path file, String reason) {
    super(file + ": " + reason);
  }
}
