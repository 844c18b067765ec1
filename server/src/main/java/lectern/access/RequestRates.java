package lectern.access;

import java.time.Duration;
import java.util.Optional;

/// How much each key may ask for.
public final class RequestRates {

  /// What is counted apart.
  public enum Kind {
    REQUEST,
    UPLOAD
  }

  /// Counts a request.
  ///
  /// @return how long the caller must wait, when it is over its limit; nothing was counted then
  public Optional<Duration> over(KeyId key, Kind kind) {
    return Optional.empty();
  }
}
