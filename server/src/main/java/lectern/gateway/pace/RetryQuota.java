package lectern.gateway.pace;

import lectern.gateway.CallError;

/// What retries at one provider may cost: a few failures are healed at once, and an outage is not
/// made worse. The rules and figures are those of the AWS SDKs' standard mode of 2026
/// (aws-sdk-go-v2, pull request 3400). Not safe for threads.
final class RetryQuota {
  private static final int FULL = 500;
  private static final int TRANSIENT = 14;

  /// Where the provider says itself that it has too much to do, and has done nothing.
  private static final int TOLD_OFF = 5;

  private int left = FULL;

  boolean allows(CallError error) {
    return left >= cost(error);
  }

  /// @return how much is left
  int take(CallError error) {
    left -= cost(error);
    return left;
  }

  /// After a retry went well.
  ///
  /// @return how much is left
  int giveBack(CallError error) {
    left = Math.min(FULL, left + cost(error));
    return left;
  }

  /// After anything went well.
  void earn() {
    left = Math.min(FULL, left + 1);
  }

  private static int cost(CallError error) {
    var bare = error.bare();
    boolean isToldOff = bare instanceof CallError.Throttled || bare instanceof CallError.Overloaded;
    return isToldOff ? TOLD_OFF : TRANSIENT;
  }
}
