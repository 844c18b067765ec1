package lectern.http;

import java.util.Locale;
import java.util.Optional;
import lectern.access.Caller;
import lectern.access.Keys;
import lectern.access.RequestRates;
import lectern.access.Secret;
import lectern.access.Sessions;

/// Lets a request in, or says why not: who it is, whether that is too much, and whether it may be.
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
  record Credentials(
      Optional<String> authorization, Optional<String> cookie, RequestOrigin origin) {

    @Override
    public String toString() {
      return "Credentials[…]";
    }
  }

  /// Lets anybody in, but for pages of other sites that would change something, such as who is
  /// signed in.
  ///
  /// @throws Problem for these
  void admitAnybody(Route route, Credentials credentials) {
    if (changes(route) && credentials.origin() == RequestOrigin.OTHER) {
      throw crossSite();
    }
  }

  /// Finds out who asks.
  ///
  /// @throws Problem when the route is not for this caller, now
  Caller admit(Route route, Credentials credentials) {
    var caller = identify(route, credentials);
    var wait = rates.over(caller.key(), RequestRates.Kind.REQUEST);
    if (wait.isPresent()) {
      throw Problem.tooMany(
          "The key has made too many requests (server.requests_per_minute).", wait.get());
    }
    if (!route.permission().isGivenTo(caller)) {
      throw new Problem(
          ProblemType.FORBIDDEN,
          "This needs %s, and the key “%s” has the role %s."
              .formatted(needed(route.permission()), caller.keyName(), caller.role().word()));
    }
    return caller;
  }

  private static String needed(Permission permission) {
    return permission == Permission.OPERATOR
        ? "an admin of the first workspace"
        : "the role " + permission.name().toLowerCase(Locale.ROOT);
  }

  private Caller identify(Route route, Credentials credentials) {
    if (credentials.authorization().isPresent()) {
      return known(credentials)
          .orElseThrow(() -> unauthenticated("The key is unknown, revoked or expired."));
    }
    if (credentials.cookie().isEmpty()) {
      throw unauthenticated("No key was sent, and no browser has signed in.");
    }
    if (changes(route) && credentials.origin() != RequestOrigin.OWN) {
      throw crossSite();
    }
    return known(credentials)
        .orElseThrow(() -> unauthenticated("The session has ended; sign in again."));
  }

  /// Whose these are now: a key may be revoked, and a session end, while a reply goes on.
  Optional<Caller> known(Credentials credentials) {
    var header = credentials.authorization();
    return header.isPresent()
        ? keys.caller(bearer(header.get()))
        : credentials.cookie().flatMap(cookie -> sessions.caller(new Secret(cookie)));
  }

  private static Secret bearer(String header) {
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw unauthenticated("The header Authorization must be `Bearer` and a key.");
    }
    return new Secret(header.substring(BEARER.length()).strip());
  }

  /// Routes of `GET` also answer `HEAD`.
  private static boolean changes(Route route) {
    return !route.method().equals("GET");
  }

  private static Problem crossSite() {
    return new Problem(
        ProblemType.CROSS_SITE,
        "A session acts for Lectern's own pages only, which say so by `Sec-Fetch-Site` or `Origin`."
            + " Programs send a key.");
  }

  private static Problem unauthenticated(String detail) {
    return new Problem(ProblemType.UNAUTHENTICATED, detail)
        .withHeader("WWW-Authenticate", "Bearer");
  }
}
