package lectern.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Arrays;
import java.util.Locale;

/// What a request says about the reply it would take.
final class Conditions {
  private Conditions() {}

  /// Whether the client has this version already.
  ///
  /// @param etag as in the reply's header, with quotation marks
  static boolean isKnown(ServerRequest request, String etag) {
    return request
        .headers()
        .value(HeaderNames.IF_NONE_MATCH)
        .map(known ->
            known.strip().equals("*")
                || Arrays.stream(known.split(",", -1))
                    .anyMatch(one -> strong(one).equals(strong(etag))))
        .orElse(false);
  }

  /// Weak and strong ones are the same to `If-None-Match`.
  private static String strong(String etag) {
    var stripped = etag.strip();
    return stripped.startsWith("W/") ? stripped.substring(2) : stripped;
  }

  /// Whether a range may be sent: the client has a part of this version, or does not say.
  static boolean isRangeOf(ServerRequest request, String etag) {
    return request.headers().value(HeaderNames.IF_RANGE).map(etag::equals).orElse(true);
  }

  /// Whether the client takes gzip.
  static boolean takesGzip(ServerRequest request) {
    return request
        .headers()
        .value(HeaderNames.ACCEPT_ENCODING)
        .map(Conditions::takesGzip)
        .orElse(false);
  }

  /// @param accepted the value of `Accept-Encoding`
  static boolean takesGzip(String accepted) {
    boolean takesAny = false;
    for (var one : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
      var parts = one.split(";", 2);
      boolean isWanted = parts.length < 2 || !parts[1].strip().matches("q=0(\\.0{0,3})?");
      switch (parts[0].strip()) {
        case "gzip", "x-gzip" -> {
          return isWanted;
        }
        case "*" -> takesAny = isWanted;
        default -> {}
      }
    }
    return takesAny;
  }
}
