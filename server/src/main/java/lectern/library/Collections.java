package lectern.library;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/// The collections into which readers sort documents. A document may be in any number of them.
public final class Collections {
  private final Jdbi jdbi;
  private final Clock clock;

  /// @param jdbi sees one workspace, see {@link lectern.store.Tenancy}
  public Collections(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /// The documents in a collection; empty when the workspace has no such collection.
  public java.util.Optional<java.util.Set<lectern.document.DocumentId>> documentsIn(
      CollectionId collection) {
    return java.util.Optional.empty();
  }

  @Override
  public String toString() {
    return "Collections at " + clock.instant() + jdbi;
  }
}
