package lectern.access;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lectern.access.KnownCallers.Known;
import lectern.document.Sha256;
import lectern.document.WorkspaceId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The API keys of all workspaces. Safe to use from many threads.
public final class Keys {
  /// Keys of one workspace, expired ones included: more than people can tell apart.
  public static final int MOST = 1_000;

  private static final String PREFIX = "lk_";

  private final Jdbi jdbi;
  private final Clock clock;
  private final SecureRandom random;
  private final KnownCallers callers;

  /// @param jdbi sees all workspaces: who somebody is comes before whose they are
  public Keys(Jdbi jdbi, Clock clock, SecureRandom random, LastUses lastUses) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.random = random;
    this.callers = new KnownCallers(clock, lastUses);
  }

  /// What a new key is to be.
  ///
  /// @param name 1 to 100 characters
  public record NewKey(
      WorkspaceId workspace, String name, Role role, Optional<Instant> expiresAt) {}

  /// How making a key went.
  public sealed interface Creation {}

  /// A new key, with the secret that is never shown again.
  public record Created(ApiKey key, Secret secret) implements Creation {}

  /// The workspace has {@link #MOST} keys.
  public record Full() implements Creation {}

  /// How taking a key away went.
  public enum Revocation {
    /// It opens nothing any more, and neither do the sessions that were opened with it.
    REVOKED,
    /// The workspace has no such key.
    UNKNOWN,
    /// It is the last admin key that is valid: nobody could make another.
    LAST_ADMIN
  }

  public Creation create(NewKey asked) {
    return jdbi.inTransaction(handle -> {
      lock(handle, asked.workspace());
      int there =
          handle
              .createQuery("select count(*) from api_key where workspace_id = :workspace")
              .bind("workspace", asked.workspace().value())
              .mapTo(Integer.class)
              .one();
      return there >= MOST ? new Full() : insert(handle, asked);
    });
  }

  /// Makes a key however many there are, for whoever starts Lectern.
  Created createAnyway(NewKey asked) {
    return jdbi.inTransaction(handle -> insert(handle, asked));
  }

  /// Makes a key within a transaction, such as the one that makes its workspace.
  Created insert(Handle handle, NewKey asked) {
    var secret = Secret.create(PREFIX, random);
    var key =
        new ApiKey(
            KeyId.create(),
            asked.workspace(),
            asked.name(),
            asked.role(),
            secret.hint(),
            clock.instant().truncatedTo(ChronoUnit.MICROS), // as PostgreSQL keeps it
            asked.expiresAt(),
            Optional.empty());
    handle
        .createUpdate(
            "insert into api_key (id, workspace_id, name, role, secret_sha256, hint,"
                + " created_at, expires_at) values"
                + " (:id, :workspace, :name, :role, :sha256, :hint, :created, :expires)")
        .bind("id", key.id().value())
        .bind("workspace", key.workspace().value())
        .bind("name", key.name())
        .bind("role", key.role().word())
        .bind("sha256", secret.hash().hex())
        .bind("hint", key.hint())
        .bind("created", at(key.createdAt()))
        .bind("expires", key.expiresAt().map(Keys::at).orElse(null))
        .execute();
    return new Created(key, secret);
  }

  /// Takes a key away, at once.
  public Revocation revoke(WorkspaceId workspace, KeyId key) {
    var revocation =
        jdbi.inTransaction(handle -> {
          lock(handle, workspace);
          var keys = list(handle, workspace);
          if (keys.stream().noneMatch(it -> it.id().equals(key))) {
            return Revocation.UNKNOWN;
          }
          var admins = keys.stream().filter(this::isValidAdmin).map(ApiKey::id).toList();
          if (admins.equals(List.of(key))) {
            return Revocation.LAST_ADMIN;
          }
          handle.execute("delete from api_key where id = ?", key.value());
          return Revocation.REVOKED;
        });
    if (revocation == Revocation.REVOKED) {
      callers.forget();
    }
    return revocation;
  }

  private boolean isValidAdmin(ApiKey key) {
    return key.role() == Role.ADMIN && key.isValid(clock.instant());
  }

  /// Keys of one workspace are counted and changed by one at a time.
  private static void lock(Handle handle, WorkspaceId workspace) {
    handle.execute("select from workspace where id = ? for update", workspace.value());
  }

  /// The caller who holds a secret; empty when there is none, or the key has expired.
  public Optional<Caller> caller(Secret secret) {
    var hash = secret.hash();
    return callers.find(
        Caller.Via.KEY, hash, () -> find(hash).map(key -> new Known(hash, key, Optional.empty())));
  }

  /// The key of a secret, as long as it is valid.
  Optional<ApiKey> valid(Secret secret) {
    return find(secret.hash()).filter(key -> key.isValid(clock.instant()));
  }

  /// A key by its id, as long as it is valid.
  Optional<ApiKey> valid(KeyId id) {
    return jdbi.withHandle(handle ->
            handle
                .createQuery("select * from api_key where id = :id")
                .bind("id", id.value())
                .map((row, _) -> key(row))
                .findOne())
        .filter(key -> key.isValid(clock.instant()));
  }

  /// Where callers are remembered, for {@link Sessions}: who takes a key away ends its sessions.
  KnownCallers callers() {
    return callers;
  }

  private Optional<ApiKey> find(Sha256 hash) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from api_key where secret_sha256 = :sha256")
            .bind("sha256", hash.hex())
            .map((row, _) -> key(row))
            .findOne());
  }

  /// The keys of a workspace, oldest first.
  public List<ApiKey> list(WorkspaceId workspace) {
    return jdbi.withHandle(handle -> list(handle, workspace));
  }

  private static List<ApiKey> list(Handle handle, WorkspaceId workspace) {
    return handle
        .createQuery("select * from api_key where workspace_id = :workspace order by id")
        .bind("workspace", workspace.value())
        .map((row, _) -> key(row))
        .list();
  }

  /// The oldest key of a workspace that may make others.
  Optional<ApiKey> oldestAdmin(WorkspaceId workspace) {
    return list(workspace).stream().filter(this::isValidAdmin).findFirst();
  }

  static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        new KeyId(row.getObject("id", UUID.class)),
        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
        row.getString("name"),
        Role.of(row.getString("role")),
        row.getString("hint"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row.getObject("expires_at", OffsetDateTime.class)),
        instant(row.getObject("last_used_at", OffsetDateTime.class)));
  }

  private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  static OffsetDateTime at(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
