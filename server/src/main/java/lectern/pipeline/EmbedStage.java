package lectern.pipeline;

import java.util.OptionalInt;
import lectern.document.Chunk;
import lectern.document.Document;
import lectern.document.JobState;
import lectern.embed.Vectors;
import lectern.store.Chunks;
import lectern.store.Tenancy;
import org.jdbi.v3.core.Jdbi;

/// Chunks become vectors, a batch at a time, each batch kept before the next begins: after a crash,
/// the vectors that are kept are found again and cost nothing.
final class EmbedStage implements Stage {
  /// Chunks embedded between two commits: about a second's work on two cores.
  static final int BATCH_CHUNKS = 32;

  private final Jobs jobs;
  private final Chunks chunks;
  private final Vectors vectors;

  EmbedStage(Jdbi jdbi, Jobs jobs, Vectors vectors) {
    this.jobs = jobs;
    this.chunks = new Chunks(jdbi);
    this.vectors = vectors;
  }

  @Override
  public String name() {
    return "embed";
  }

  @Override
  public boolean isInterruptible() {
    return true;
  }

  @Override
  public Outcome run(Document document, Progress progress) throws InterruptedException {
    jobs.move(document.id(), JobState.EMBEDDING);
    progress.moved(document.id(), JobState.EMBEDDING);
    Tenancy.in(
        document.workspace(),
        () -> {
          embedAll(document, progress);
          return document;
        });
    jobs.move(document.id(), JobState.INDEXING);
    return new Outcome.Done(JobState.INDEXING);
  }

  /// Makes sure that each of a document's chunks has a vector.
  ///
  /// @throws lectern.gateway.GaveUp when the model is a provider's, and does not answer; what is
  ///   made is kept
  private void embedAll(Document document, Progress progress) throws InterruptedException {
    int total = chunks.count(document.id());
    for (int done = 0; done < total; done += BATCH_CHUNKS) {
      var batch = chunks.from(document.id(), done, BATCH_CHUNKS);
      vectors.of(batch.stream().map(Chunk::inContext).toList());
      progress.advanced(document.id(), done + batch.size(), OptionalInt.of(total));
    }
  }
}
