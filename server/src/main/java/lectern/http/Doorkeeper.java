package lectern.http;

import java.util.Optional;
import lectern.access.Caller;
import lectern.access.Keys;
import lectern.access.RequestRates;
import lectern.access.Secret;
import lectern.access.Sessions;

/// Lets a request in, or says why not: who it is, whether that may be, and whether it is too much.
public final class Doorkeeper {
  /// The cookie of a browser that signed in.
  public static final String COOKIE = "lectern_session";

  private static final String BEARER = "Bearer ";

  private final Keys keys;
  private final Sessions sessions;
  private final RequestRates rates;

  public Doorkeeper(Keys keys, Sessions sessions, RequestRates rates) {
    this.keys = keys;
    this.sessions = sessions;
    this.rates = rates;
  }

  /// What a request shows of itself.
  ///
  /// @param authorization the header, if any
  /// @param cookie the session's cookie, if any
  /// @param isSameSite whether a browser says that the request comes from our own page
  record Credentials(Optional<String> authorization, Optional<String> cookie, boolean isSameSite) {

    @Override
    public String toString() {
      return "Credentials[…]";
    }
  }

  /// Finds out who asks.
  ///
  /// @throws Problem when the route is not for this caller, now
  Caller admit(Route route, Credentials credentials) {
    var caller = identify(route, credentials);
    if (!route.permission().isGivenTo(caller)) {
      throw new Problem(
          ProblemType.FORBIDDEN,
          "This needs the role %s, and the key “%s” has the role %s."
              .formatted(
                  route.permission().name().toLowerCase(java.util.Locale.ROOT),
                  caller.keyName(),
                  caller.role().word()));
    }
    var wait = rates.over(caller.key(), RequestRates.Kind.REQUEST);
    if (wait.isPresent()) {
      throw new Problem(ProblemType.TOO_MANY_REQUESTS, "The key has made too many requests.")
          .withHeader("Retry-After", String.valueOf(Math.max(1, wait.get().toSeconds())));
    }
    return caller;
  }

  private Caller identify(Route route, Credentials credentials) {
    var header = credentials.authorization();
    if (header.isPresent()) {
      if (!header.get().startsWith(BEARER)) {
        throw unauthenticated("The header Authorization must be `Bearer` and a key.");
      }
      return keys.caller(new Secret(header.get().substring(BEARER.length()).strip()))
          .orElseThrow(() -> unauthenticated("The key is unknown, revoked or expired."));
    }
    var caller =
        credentials
            .cookie()
            .flatMap(cookie -> sessions.caller(new Secret(cookie)))
            .orElseThrow(() -> unauthenticated("No key was sent, and no browser has signed in."));
    if (!route.method().equals("GET") && !credentials.isSameSite()) {
      throw new Problem(
          ProblemType.CROSS_SITE, "A session acts for Lectern's own pages only; use a key.");
    }
    return caller;
  }

  private static Problem unauthenticated(String detail) {
    return new Problem(ProblemType.UNAUTHENTICATED, detail)
        .withHeader("WWW-Authenticate", "Bearer");
  }
}
