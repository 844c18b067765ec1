package lectern.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import lectern.access.KnownCallers.Known;
import lectern.document.Sha256;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Browsers that signed in. A session acts in the name of a key and ends with it. Safe to use from
/// many threads.
public final class Sessions {
  /// Sessions of one key; the oldest goes when there are more.
  public static final int MOST = 100;

  /// Long enough not to be asked each week, short enough that a forgotten browser is no door.
  private static final Duration LONGEST = Duration.ofDays(30);

  private static final String PREFIX = "ls_";

  private final Jdbi jdbi;
  private final Clock clock;
  private final SecureRandom random;
  private final Keys keys;
  private final SignInTokens tokens;

  /// @param jdbi sees all workspaces
  public Sessions(Jdbi jdbi, Clock clock, SecureRandom random, Keys keys) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.random = random;
    this.keys = keys;
    this.tokens = new SignInTokens(clock, random);
  }

  /// A browser that has just signed in.
  ///
  /// @param lasts from now on
  public record SignedIn(Secret cookie, Caller caller, Duration lasts) {}

  /// A token that signs a browser in once, in the name of a key.
  Secret invite(KeyId key) {
    return tokens.create(key);
  }

  /// Signs a browser in by a link.
  ///
  /// @return empty when the token is unknown, used or too old, or its key is gone
  public Optional<SignedIn> withToken(Secret token) {
    return tokens.take(token).flatMap(keys::valid).flatMap(this::open);
  }

  /// Signs a browser in by a key.
  ///
  /// @return empty when there is no such key
  public Optional<SignedIn> withKey(Secret key) {
    return keys.valid(key).flatMap(this::open);
  }

  private Optional<SignedIn> open(ApiKey key) {
    var cookie = Secret.create(PREFIX, random);
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var latest = now.plus(LONGEST);
    var end = key.expiresAt().filter(latest::isAfter).orElse(latest);
    int opened =
        jdbi.inTransaction(handle -> {
          sweep(handle, key.id(), now);
          return handle
              .createUpdate(
                  "insert into session (secret_sha256, key_id, created_at, expires_at)"
                      + " select :sha256, id, :now, :end from api_key where id = :key"
                      + " for key share")
              .bind("sha256", cookie.hash().hex())
              .bind("key", key.id().value())
              .bind("now", Keys.at(now))
              .bind("end", Keys.at(end))
              .execute();
        });
    return opened == 0
        ? Optional.empty() // the key was taken away in the meantime
        : Optional.of(
            new SignedIn(cookie, key.caller(Caller.Via.SESSION), Duration.between(now, end)));
  }

  /// Makes room for one more.
  private void sweep(Handle handle, KeyId key, Instant now) {
    int swept =
        handle
            .createUpdate(
                "delete from session where expires_at <= :now or secret_sha256 in"
                    + " (select secret_sha256 from session where key_id = :key"
                    + " order by created_at desc offset :most - 1)")
            .bind("now", Keys.at(now))
            .bind("key", key.value())
            .bind("most", MOST)
            .execute();
    if (swept > 0) {
      handle.afterCommit(keys.callers()::forget);
    }
  }

  /// The caller whose browser holds this cookie; empty when the session or its key is gone.
  public Optional<Caller> caller(Secret cookie) {
    var hash = cookie.hash();
    return keys.callers().find(Caller.Via.SESSION, hash, () -> find(hash));
  }

  private Optional<Known> find(Sha256 hash) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select api_key.*, session.expires_at as session_ends from session"
                    + " join api_key on api_key.id = session.key_id"
                    + " where session.secret_sha256 = :sha256")
            .bind("sha256", hash.hex())
            .map((row, _) ->
                new Known(
                    hash,
                    Keys.key(row),
                    Optional.of(row.getObject("session_ends", OffsetDateTime.class).toInstant())))
            .findOne());
  }

  /// Ends a session, at once.
  public void end(Secret cookie) {
    jdbi.useHandle(handle ->
        handle.execute("delete from session where secret_sha256 = ?", cookie.hash().hex()));
    keys.callers().forget();
  }
}
