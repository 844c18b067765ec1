package lectern.access;

import java.time.Instant;
import java.util.Optional;
import lectern.document.WorkspaceId;

/// A key as it is kept: all but its secret.
///
/// @param hint the last characters of the secret
public record ApiKey(
    KeyId id,
    WorkspaceId workspace,
    String name,
    Role role,
    String hint,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsedAt) {

  boolean isValid(Instant now) {
    return expiresAt.map(now::isBefore).orElse(true);
  }

  Caller caller(Caller.Via via) {
    return new Caller(id, name, role, workspace, via);
  }
}
