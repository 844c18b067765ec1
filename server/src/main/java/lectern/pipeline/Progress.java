package lectern.pipeline;

import java.time.Duration;
import java.util.OptionalInt;
import lectern.document.DocumentId;
import lectern.document.JobState;
import lectern.document.WorkspaceId;

/// Hears where documents are. Called on the threads that do the work: it must be quick and safe to
/// call from many.
public interface Progress {

  /// A document is now in this state.
  void moved(DocumentId document, JobState state);

  /// Within its state, so many pages or chunks are done.
  ///
  /// @param total of how many; empty when nobody knows yet
  void advanced(DocumentId document, int done, OptionalInt total);

  /// A document was deleted; nothing will be heard of it any more.
  ///
  /// @param workspace whose it was: nobody can look it up now
  default void removed(WorkspaceId workspace, DocumentId document) {}

  /// A stage, such as `parse`, has ended, well or not.
  default void spent(String stage, Duration time) {}

  /// Hears nothing.
  Progress SILENT =
      new Progress() {
        @Override
        public void moved(DocumentId document, JobState state) {}

        @Override
        public void advanced(DocumentId document, int done, OptionalInt total) {}
      };

  /// Tells two.
  static Progress both(Progress one, Progress other) {
    return new Progress() {
      @Override
      public void moved(DocumentId document, JobState state) {
        one.moved(document, state);
        other.moved(document, state);
      }

      @Override
      public void advanced(DocumentId document, int done, OptionalInt total) {
        one.advanced(document, done, total);
        other.advanced(document, done, total);
      }

      @Override
      public void removed(WorkspaceId workspace, DocumentId document) {
        one.removed(workspace, document);
        other.removed(workspace, document);
      }

      @Override
      public void spent(String stage, Duration time) {
        one.spent(stage, time);
        other.spent(stage, time);
      }
    };
  }
}
