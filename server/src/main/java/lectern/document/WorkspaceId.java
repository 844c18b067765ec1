package lectern.document;

import java.util.UUID;

/// Names a tenant. Nothing is found, stored or counted without one.
public record WorkspaceId(UUID value) {

  /// The workspace of the command line, made by the first migration.
  public static final WorkspaceId LOCAL =
      new WorkspaceId(UUID.fromString("00000000-0000-7000-8000-000000000001"));

  @Override
  public String toString() {
    return value.toString();
  }
}
