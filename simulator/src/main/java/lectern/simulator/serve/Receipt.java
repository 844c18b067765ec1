package lectern.simulator.serve;

import lectern.simulator.http.Request;

/// What came of receiving a request.
sealed interface Receipt {
  /// All of it is here.
  record Received(Request request) implements Receipt {}

  /// Its body has more bytes than this; the request is without it.
  record TooLarge(Request request, long limitBytes) implements Receipt {}
}
