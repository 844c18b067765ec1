package lectern.config;

import java.io.Serial;
import java.util.List;

/// Something set is wrong: an operator must mend it before Lectern starts. Holds every problem
/// found, each with its place.
public final class InvalidSettings extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  InvalidSettings(List<String> problems) {
    super(String.join("; ", problems));
  }
}
