package lectern.http;

import java.util.Optional;
import lectern.access.KeyId;

/// Hears of every request when it is over. Called by the thread that answered it, so it must be
/// quick, and must not throw.
@FunctionalInterface
public interface RequestListener {

  void served(Served request);

  /// Tells two.
  static RequestListener both(RequestListener one, RequestListener other) {
    return request -> {
      one.served(request);
      other.served(request);
    };
  }

  /// A request that is over.
  ///
  /// @param route its route's label, with which it can be counted; `other` when there is no such
  ///   route, and `unreadable` when it was no HTTP
  /// @param path as it was sent, without the query; untrusted
  /// @param sentBytes of the reply with its headers, as far as it came
  /// @param nanos from the end of the headers to the end of the reply
  /// @param key whose request it was, if somebody was let in
  record Served(
      String requestId,
      String route,
      String method,
      String path,
      int status,
      long sentBytes,
      long nanos,
      Optional<KeyId> key) {}
}
