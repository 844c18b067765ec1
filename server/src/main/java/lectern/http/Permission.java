package lectern.http;

import lectern.access.Caller;
import lectern.access.Role;

/// Who may use a route.
public enum Permission {
  /// Everybody; nobody is asked for a key.
  PUBLIC,
  READER,
  EDITOR,
  ADMIN,
  /// Admins of the first workspace, who run the whole server.
  OPERATOR;

  boolean isGivenTo(Caller caller) {
    return switch (this) {
      case PUBLIC -> true;
      case READER -> caller.role().includes(Role.READER);
      case EDITOR -> caller.role().includes(Role.EDITOR);
      case ADMIN -> caller.role().includes(Role.ADMIN);
      case OPERATOR -> caller.isOperator();
    };
  }
}
