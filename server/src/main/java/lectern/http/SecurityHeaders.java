package lectern.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import java.util.List;

/// What every reply tells browsers: to load nothing, to frame nothing, to guess nothing, and to
/// tell nobody. A page of the web app says itself what it needs. There is no header for CORS: pages
/// of other sites have no business here.
final class SecurityHeaders {
  static final List<Header> ALL =
      List.of(
          HeaderValues.createCached(
              "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
          HeaderValues.createCached("X-Content-Type-Options", "nosniff"),
          HeaderValues.createCached("Referrer-Policy", "no-referrer"),
          HeaderValues.createCached("Cross-Origin-Opener-Policy", "same-origin"),
          HeaderValues.createCached("Cross-Origin-Resource-Policy", "same-origin"),
          HeaderValues.createCached(
              "Permissions-Policy",
              "camera=(), geolocation=(), microphone=(), payment=(), usb=()"));

  /// What OpenAI's clients are answered no browser shows.
  private static final List<Header> FOR_PROGRAMS =
      List.of(HeaderValues.createCached("X-Content-Type-Options", "nosniff"));

  private SecurityHeaders() {}

  static List<Header> of(String path) {
    return Tongue.of(path) == Tongue.OPENAI ? FOR_PROGRAMS : ALL;
  }
}
