package lectern.library;

import lectern.pipeline.Pipeline;
import org.jdbi.v3.core.Jdbi;

/// The documents of a workspace, as readers list, rename, tag and delete them.
public final class Library {
  private final Jdbi jdbi;
  private final Pipeline pipeline;

  /// @param jdbi sees one workspace, see {@link lectern.store.Tenancy}
  public Library(Jdbi jdbi, Pipeline pipeline) {
    this.jdbi = jdbi;
    this.pipeline = pipeline;
  }

  @Override
  public String toString() {
    return "Library " + jdbi + pipeline.unfinished();
  }
}
