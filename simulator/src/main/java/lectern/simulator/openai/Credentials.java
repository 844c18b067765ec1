package lectern.simulator.openai;

import java.util.Map;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Request;
import lectern.simulator.route.Account;

/// Tells who calls by the header `Authorization: Bearer sk-…`. Any key that looks like one is
/// valid. Azure's header `api-key` is no key here, as it is none at OpenAI's.
final class Credentials {
  private static final String SCHEME = "Bearer ";
  private static final String PREFIX = "sk-";

  private Credentials() {}

  /// @throws Refusal with status 401 when there is no key, or something that cannot be one
  static Account of(Request request) {
    var authorization = request.headers().first("authorization").orElse("").strip();
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw NamedErrors.error("missing_api_key", Map.of()).refusal();
    }
    var key = authorization.substring(SCHEME.length()).strip();
    if (!key.startsWith(PREFIX) || key.length() == PREFIX.length()) {
      throw NamedErrors.error("invalid_api_key", Map.of("key", starred(key))).refusal();
    }
    return new Account(key, masked(key));
  }

  /// Tells keys apart in bills and logs, and cannot be used as one.
  private static String masked(String key) {
    return PREFIX + "…" + Organization.digest(key).substring(0, 8);
  }

  /// The key as the vendor's message shows it to who sent it: the two ends and stars between. Of
  /// short ones it shows less.
  static String starred(String key) {
    var ends = key.length() / 4;
    var head = key.substring(0, Math.min(8, ends));
    var tail = key.substring(key.length() - Math.min(4, ends));
    return head + "*".repeat(key.length() - head.length() - tail.length()) + tail;
  }
}
