package lectern.access;

import lectern.document.WorkspaceId;

/// Who asks: a key, or a browser that signed in with one.
///
/// @param keyName what people call the key; shown, never a secret
/// @param via how it was proven
public record Caller(KeyId key, String keyName, Role role, WorkspaceId workspace, Via via) {

  /// How a caller proves who it is.
  public enum Via {
    /// The header `Authorization: Bearer lk_…`.
    KEY,
    /// The cookie of a browser that signed in. Other web sites can make a browser send it.
    SESSION
  }

  /// Whether this caller runs the whole server: an admin of the first workspace.
  public boolean isOperator() {
    return role == Role.ADMIN && workspace.equals(WorkspaceId.LOCAL);
  }
}
