package lectern.gateway;

import java.time.Duration;

/// Decides what is done about a failed attempt. It does not pause, log, count or read a clock.
///
/// @param mostFailures of one target in one call
/// @param base the longest first pause after a failure
/// @param cap no pause of ours is longer
public record RetryPolicy(int mostFailures, Duration base, Duration cap) {

  /// Three attempts, 50 ms and 20 s are those of the AWS SDKs' standard mode of 2026
  /// (aws-sdk-go-v2, pull request 3400).
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(3, Duration.ofMillis(50), Duration.ofSeconds(20));

  /// @param jitter from 0 to 1, even
  public Decision after(CallError error, SoFar soFar, double jitter) {
    return new Decision.GiveUp("not decided yet: " + error.word() + soFar + jitter);
  }
}
