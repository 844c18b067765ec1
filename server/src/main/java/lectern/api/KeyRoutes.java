package lectern.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lectern.access.KeyId;
import lectern.access.Keys;
import lectern.access.Keys.NewKey;
import lectern.access.Role;
import lectern.http.Call;
import lectern.http.Permission;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.http.Reply;
import lectern.http.Route;
import org.jspecify.annotations.Nullable;

/// Routes for API keys.
final class KeyRoutes {
  private static final String PATH = "/api/v1/keys";

  /// A time limit longer than that is none.
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private final Keys keys;
  private final Clock clock;

  KeyRoutes(Api.Parts parts) {
    this.keys = parts.keys();
    this.clock = parts.clock();
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, Permission.ADMIN, this::list),
        Route.post(PATH, Permission.ADMIN, this::create),
        Route.delete(PATH + "/{id}", Permission.ADMIN, this::revoke));
  }

  private Reply list(Call call) {
    var shapes =
        keys.list(call.caller().workspace()).stream()
            .map(key -> KeyShape.of(key, call.caller()))
            .toList();
    return Reply.ok(Map.of("keys", shapes));
  }

  /// What a key is asked for with.
  record Asked(@Nullable String name, @Nullable String role, @Nullable String expiresAt) {}

  private Reply create(Call call) {
    var asked = call.json(Asked.class);
    var key =
        new NewKey(
            call.caller().workspace(),
            VisibleName.of(asked.name()).text(),
            role(asked.role()),
            Optional.ofNullable(asked.expiresAt()).map(this::expiry));
    return switch (keys.create(key)) {
      case Keys.Created(var created, var secret) ->
          new Reply.Json(
              201,
              new KeyShape.WithSecret(KeyShape.of(created, call.caller()), secret.text()),
              Map.of());
      case Keys.Full _ ->
          throw new Problem(
              ProblemType.CONFLICT,
              "The workspace has %,d keys, which is the limit; revoke some.".formatted(Keys.MOST));
    };
  }

  private static Role role(@Nullable String word) {
    return Stream.of(Role.values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new Problem(ProblemType.INVALID_BODY, "role must be reader, editor or admin."));
  }

  private Instant expiry(String text) {
    try {
      var time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
      var now = clock.instant();
      if (time.isAfter(now) && time.isBefore(now.plus(LONGEST))) {
        return time;
      }
    } catch (DateTimeParseException _) {
      // told below
    }
    throw new Problem(
        ProblemType.INVALID_BODY,
        "expiresAt must be a time to come, such as 2031-01-31T12:00:00Z, or null.");
  }

  private Reply revoke(Call call) {
    var id = new KeyId(call.id("id", "key"));
    return switch (keys.revoke(call.caller().workspace(), id)) {
      case REVOKED -> Reply.noContent();
      case UNKNOWN -> throw Problem.notFound("key");
      case LAST_ADMIN ->
          throw new Problem(
              ProblemType.CONFLICT,
              "This is the last valid admin key of the workspace: make another one first.");
    };
  }
}
