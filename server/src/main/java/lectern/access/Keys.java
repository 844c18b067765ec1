package lectern.access;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lectern.document.WorkspaceId;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The API keys of all workspaces. Safe to use from many threads.
public final class Keys {
  private static final String PREFIX = "lk_";

  private final Jdbi jdbi;
  private final Clock clock;
  private final SecureRandom random;

  /// @param jdbi sees all workspaces: who somebody is comes before whose they are
  public Keys(Jdbi jdbi, Clock clock, SecureRandom random) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.random = random;
  }

  /// What a new key is to be.
  public record NewKey(
      WorkspaceId workspace, String name, Role role, Optional<Instant> expiresAt) {}

  /// A new key, with the secret that is never shown again.
  public record Created(ApiKey key, Secret secret) {}

  public Created create(NewKey asked) {
    var secret = Secret.create(PREFIX, random);
    var key =
        new ApiKey(
            KeyId.create(),
            asked.workspace(),
            asked.name(),
            asked.role(),
            secret.hint(),
            clock.instant(),
            asked.expiresAt(),
            Optional.empty());
    jdbi.useHandle(handle ->
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
            .execute());
    return new Created(key, secret);
  }

  /// The caller who holds a secret; empty when there is none, or the key has expired.
  public Optional<Caller> caller(Secret secret) {
    return find(secret).map(key -> key.caller(Caller.Via.KEY));
  }

  private Optional<ApiKey> find(Secret secret) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select * from api_key where secret_sha256 = :sha256"
                    + " and (expires_at is null or expires_at > :now)")
            .bind("sha256", secret.hash().hex())
            .bind("now", at(clock.instant()))
            .map((row, _) -> key(row))
            .findOne());
  }

  /// The keys of a workspace, oldest first.
  public List<ApiKey> list(WorkspaceId workspace) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from api_key where workspace_id = :workspace order by id")
            .bind("workspace", workspace.value())
            .map((row, _) -> key(row))
            .list());
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

  private static OffsetDateTime at(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
