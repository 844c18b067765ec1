package lectern.gateway;

import java.time.Duration;

/// What has happened in a call so far, as far as the decision depends on it.
///
/// @param failures of the present target, this one among them, throttling apart
/// @param throttles how often the present target asked to slow down, or was full
/// @param left until the call's deadline
/// @param next whether the route has a target that has not been tried, is not left alone, and would
///   take the request
/// @param shown whether the caller has seen a part of the answer
/// @param mayRetry whether the provider's quota of retries allows one more
public record SoFar(
    int failures, int throttles, Duration left, Next next, Shown shown, Quota mayRetry) {

  /// Whether there is another target.
  public enum Next {
    READY,
    NONE
  }

  /// Whether a part of the answer has been shown.
  public enum Shown {
    NOTHING,
    PART
  }

  /// Whether one more retry is allowed.
  public enum Quota {
    LEFT,
    USED_UP
  }
}
