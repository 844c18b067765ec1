package lectern.api;

import java.time.Instant;
import lectern.access.ApiKey;
import lectern.access.Caller;
import org.jspecify.annotations.Nullable;

/// A key as the API shows it.
///
/// @param hint the last characters of its secret
/// @param current whether the request was made with it
record KeyShape(
    String id,
    String name,
    String role,
    String hint,
    String createdAt,
    @Nullable String expiresAt,
    @Nullable String lastUsedAt,
    boolean current) {

  static KeyShape of(ApiKey key, Caller caller) {
    return new KeyShape(
        key.id().toString(),
        key.name(),
        key.role().word(),
        key.hint(),
        key.createdAt().toString(),
        key.expiresAt().map(Instant::toString).orElse(null),
        key.lastUsedAt().map(Instant::toString).orElse(null),
        key.id().equals(caller.key()));
  }

  /// A key that was just made, with its secret, which is never shown again.
  record WithSecret(KeyShape key, String secret) {}
}
