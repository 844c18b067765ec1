package lectern.http;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/// From where a browser says that a request comes. Pages cannot lie about it; programs need not say
/// anything.
enum Origin {
  /// Our own pages.
  OWN,
  /// Some other site's, or an address somebody typed.
  OTHER,
  UNSAID;

  /// Reads what a request says: `Sec-Fetch-Origin`, which browsers send since 2023, or `Origin` in
  /// comparison with `Host`.
  ///
  /// @param headers a header's value by its name
  static Origin of(Function<String, Optional<String>> headers) {
    var fetched = headers.apply("Sec-Fetch-Origin");
    if (fetched.isPresent()) {
      return fetched.get().equals("same-origin") ? OWN : OTHER;
    }
    var origin = headers.apply("Origin");
    if (origin.isEmpty()) {
      return UNSAID;
    }
    return authority(origin.get()).equals(headers.apply("Host")) ? OWN : OTHER;
  }

  private static Optional<String> authority(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
