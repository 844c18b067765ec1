package lectern.api;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lectern.access.Caller;
import lectern.access.RequestRates;
import lectern.access.Secret;
import lectern.access.Sessions;
import lectern.access.Sessions.SignedIn;
import lectern.access.Workspaces;
import lectern.http.Call;
import lectern.http.Doorkeeper;
import lectern.http.Permission;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.http.Reply;
import lectern.http.Route;
import org.jspecify.annotations.Nullable;

/// Routes for browsers that sign in and out.
final class SessionRoutes {
  private static final String PATH = "/api/v1/session";

  private final Sessions sessions;
  private final Workspaces workspaces;
  private final RequestRates rates;

  SessionRoutes(Api.Parts parts) {
    this.sessions = parts.sessions();
    this.workspaces = parts.workspaces();
    this.rates = parts.rates();
  }

  List<Route> routes() {
    return List.of(
        Route.post(PATH, Permission.PUBLIC, this::signIn),
        Route.get(PATH, Permission.READER, call -> Reply.ok(shape(call.caller()))),
        Route.delete(PATH, Permission.READER, this::signOut));
  }

  /// With what a browser signs in: one of both.
  ///
  /// @param token of the link that the server printed
  record Proof(@Nullable String token, @Nullable String key) {

    @Override
    public String toString() {
      return "Proof[…]";
    }
  }

  private Reply signIn(Call call) {
    rates
        .overSignIns()
        .ifPresent(wait -> {
          throw Problem.tooMany("There were too many tries to sign in.", wait);
        });
    var signedIn = signIn(call.json(Proof.class));
    return Reply.ok(shape(signedIn.caller()))
        .with("Set-Cookie", cookie(call, signedIn.cookie().text(), signedIn.lasts()));
  }

  private SignedIn signIn(Proof proof) {
    var token = Optional.ofNullable(proof.token());
    var key = Optional.ofNullable(proof.key());
    if (token.isPresent() == key.isPresent()) {
      throw new Problem(ProblemType.INVALID_BODY, "Send either token or key.");
    }
    return token
        .map(it ->
            sessions
                .withToken(new Secret(it))
                .orElseThrow(() ->
                    new Problem(
                        ProblemType.UNAUTHENTICATED,
                        "This link was used already, or is too old. Start the server again for a"
                            + " new one, or sign in with a key.")))
        .or(() -> key.flatMap(it -> sessions.withKey(new Secret(it.strip()))))
        .orElseThrow(() ->
            new Problem(
                ProblemType.UNAUTHENTICATED,
                "The key is unknown, revoked or expired. An admin can make another."));
  }

  private Reply signOut(Call call) {
    call.sessionCookie().map(Secret::new).ifPresent(sessions::end);
    return new Reply.Empty(204, Map.of("Set-Cookie", cookie(call, "", Duration.ZERO)));
  }

  /// Behind a proxy, only the browser knows that its connection is encrypted: its page's address
  /// says so.
  private static String cookie(Call call, String value, Duration lasts) {
    boolean isEncrypted =
        call.isSecure() || call.header("Origin").filter(it -> it.startsWith("https:")).isPresent();
    return String.format(
        Locale.ROOT,
        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s",
        Doorkeeper.COOKIE,
        value,
        lasts.toSeconds(),
        isEncrypted ? "; Secure" : "");
  }

  /// Something with a name.
  record Named(String id, String name) {}

  /// Who is signed in, and how.
  record Shape(Named workspace, Named key, String role, boolean operator, String via) {}

  private Shape shape(Caller caller) {
    return new Shape(
        new Named(caller.workspace().toString(), workspaces.workspace(caller.workspace()).name()),
        new Named(caller.key().toString(), caller.keyName()),
        caller.role().word(),
        caller.isOperator(),
        caller.via().name().toLowerCase(Locale.ROOT));
  }
}
