package lectern.cli;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// Providers reject their keys, so that what was asked for would wait for ever.
final class ProviderUnusable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  ProviderUnusable(List<Check> checks) {
    super(checks.stream().map(Check::line).collect(Collectors.joining(" | ")));
  }
}
