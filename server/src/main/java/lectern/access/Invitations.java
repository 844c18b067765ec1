package lectern.access;

import java.util.Optional;
import lectern.access.Keys.Created;
import lectern.access.Keys.NewKey;
import lectern.document.WorkspaceId;

/// Lets in whoever starts Lectern: they own its data, so they may have an admin's session, and,
/// when there is no admin's key, one of these.
public final class Invitations {
  private final Keys keys;
  private final Sessions sessions;

  public Invitations(Keys keys, Sessions sessions) {
    this.keys = keys;
    this.sessions = sessions;
  }

  /// What the person who started Lectern is to be told.
  ///
  /// @param token signs one browser in, once
  /// @param newKey to be shown now or never; empty when there was a valid admin's key
  public record Invitation(Secret token, Optional<Created> newKey) {}

  /// Invites the operator, as the oldest valid admin of the first workspace.
  public Invitation create() {
    var admin = keys.oldestAdmin(WorkspaceId.LOCAL);
    if (admin.isPresent()) {
      return new Invitation(sessions.invite(admin.get().id()), Optional.empty());
    }
    var created = keys.createAnyway(newAdmin());
    return new Invitation(sessions.invite(created.key().id()), Optional.of(created));
  }

  private NewKey newAdmin() {
    boolean isFirst = keys.list(WorkspaceId.LOCAL).isEmpty();
    return new NewKey(
        WorkspaceId.LOCAL, isFirst ? "first admin" : "recovery", Role.ADMIN, Optional.empty());
  }
}
