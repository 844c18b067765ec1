package lectern.library;

import java.time.Instant;
import java.util.List;
import lectern.pipeline.DocumentStatus;

/// A document as it stands in the library.
///
/// @param changedAt when its state, name, tags or collections changed last
/// @param collections in which it is, oldest first
public record Entry(
    DocumentStatus status, Instant changedAt, Tags tags, List<CollectionId> collections) {
  public Entry {
    collections = List.copyOf(collections);
  }
}
