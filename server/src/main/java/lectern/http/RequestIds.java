package lectern.http;

import com.github.f4b6a3.uuid.UuidCreator;

/// Names requests, so that a caller's problem can be found in the log.
final class RequestIds {
  private RequestIds() {}

  /// A UUID of version 7: it sorts by time. It opens nothing, so it may be guessed.
  static String next() {
    return UuidCreator.getTimeOrderedEpochFast().toString();
  }
}
