package lectern.cli;

import java.io.Serial;

/// A provider rejects its key, so that what was asked for would wait for ever.
final class ProviderUnusable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  ProviderUnusable(Check check) {
    super(check.line());
  }
}
