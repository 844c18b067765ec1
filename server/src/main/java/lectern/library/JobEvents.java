package lectern.library;

import java.util.OptionalInt;
import lectern.document.DocumentId;
import lectern.document.JobState;
import lectern.pipeline.Progress;

/// What happens to documents, told to whoever listens.
public final class JobEvents implements Progress {

  @Override
  public void moved(DocumentId document, JobState state) {}

  @Override
  public void advanced(DocumentId document, int done, OptionalInt total) {}
}
