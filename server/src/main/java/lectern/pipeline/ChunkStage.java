package lectern.pipeline;

import lectern.chunk.Chunker;
import lectern.chunk.Outline;
import lectern.document.Document;
import lectern.document.JobState;
import lectern.store.Chunks;
import lectern.store.Pages;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Pages become chunks, page by page, all in one transaction: it is quick, and has nothing to
/// resume.
final class ChunkStage implements Stage {
  private final Jdbi jdbi;
  private final Jobs jobs;
  private final Pages pages;
  private final Chunks chunks;
  private final Chunker chunker;

  ChunkStage(Jdbi jdbi, Jobs jobs, Chunker chunker) {
    this.jdbi = jdbi;
    this.jobs = jobs;
    this.pages = new Pages(jdbi);
    this.chunks = new Chunks(jdbi);
    this.chunker = chunker;
  }

  @Override
  public String name() {
    return "chunk";
  }

  @Override
  public boolean isInterruptible() {
    return false;
  }

  @Override
  public Outcome run(Document document, Progress progress) {
    return jdbi.inTransaction(handle -> {
      int found = chunk(handle, document);
      if (found == 0) {
        return new Outcome.Failed(ParseStage.NO_TEXT);
      }
      jobs.move(handle, document.id(), JobState.CHUNKED);
      return new Outcome.Done(JobState.CHUNKED);
    });
  }

  /// @return how many chunks there are
  private int chunk(Handle handle, Document document) {
    int last = pages.last(document.id());
    var outline = Outline.START;
    for (int number = 1; number <= last; number++) {
      var page = pages.page(document.id(), number).orElseThrow();
      var chunked = chunker.chunk(page, outline);
      chunks.append(handle, document.id(), chunked.chunks());
      outline = chunked.after();
    }
    return outline.nextOrdinal();
  }
}
