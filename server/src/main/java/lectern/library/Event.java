package lectern.library;

import java.util.Optional;
import java.util.OptionalInt;
import lectern.document.DocumentId;
import lectern.document.JobState;

/// Something that happened to a document.
public sealed interface Event {

  DocumentId document();

  /// It is in another state, or has another name, other tags or collections.
  ///
  /// @param entry how it is now
  /// @param advance how far it has come within its state
  record Changed(Entry entry, Optional<Advance> advance) implements Event {
    @Override
    public DocumentId document() {
      return entry.status().document().id();
    }
  }

  /// Within its state, it has come further.
  record Advanced(DocumentId document, JobState state, Advance advance) implements Event {}

  /// It is deleted, and will not be heard of again.
  record Deleted(DocumentId document) implements Event {}

  /// So many pages or chunks are done.
  ///
  /// @param total of how many; empty when nobody knows yet
  record Advance(int done, OptionalInt total) {}
}
