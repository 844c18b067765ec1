package lectern.cli;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// Providers of Lectern's own routes reject their keys: a mistake that waiting does not mend.
final class ProviderUnusable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  ProviderUnusable(List<Check> checks) {
    super(checks.stream().map(Check::line).collect(Collectors.joining(" | ")));
  }
}
