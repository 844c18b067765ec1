package lectern.gateway;

import java.util.Optional;
import java.util.UUID;

/// Calls that were given up after one attempt.
public final class GaveUps {
  private GaveUps() {}

  public static GaveUp because(CallError error) {
    var account =
        new Account(
            new UUID(0, 1),
            Optional.empty(),
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new GaveUp(error, account);
  }
}
