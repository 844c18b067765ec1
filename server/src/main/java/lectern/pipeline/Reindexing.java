package lectern.pipeline;

import lectern.document.Document;
import lectern.document.JobState;
import lectern.gateway.GaveUp;
import lectern.index.SearchIndex;
import lectern.store.Documents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds the index again from the database. Nobody is asked or paid: pages, chunks and vectors are
/// kept; only vectors that the present model never made are computed.
public final class Reindexing {
  private static final Logger LOG = LoggerFactory.getLogger(Reindexing.class);

  private final Jobs jobs;
  private final Documents documents;
  private final EmbedStage embed;
  private final IndexStage place;
  private final SearchIndex index;

  Reindexing(
      Jobs jobs, Documents documents, EmbedStage embed, IndexStage place, SearchIndex index) {
    this.jobs = jobs;
    this.documents = documents;
    this.embed = embed;
    this.place = place;
    this.index = index;
  }

  /// Whether the index lacks chunks that the database has: it was deleted, damaged, or is of
  /// another model.
  public boolean isNeeded() {
    return index.size() < documents.readyChunks();
  }

  /// Empties the index and fills it with every document that is ready. When a provider's model does
  /// not answer, the documents that are left go on their way again from their chunks, and wait
  /// there until it does.
  ///
  /// @return how many documents are in it now
  public int run(Progress progress) throws InterruptedException {
    index.clear();
    int placed = 0;
    boolean answers = true;
    for (var document : documents.indexable()) {
      answers = answers && embeds(document, progress);
      if (answers) {
        place.index(document);
        placed++;
      } else {
        jobs.move(document.id(), JobState.CHUNKED);
      }
    }
    return placed;
  }

  private boolean embeds(Document document, Progress progress) throws InterruptedException {
    try {
      embed.embed(document, progress);
      return true;
    } catch (GaveUp e) {
      LOG.warn("the embedding model does not answer: {}", e.getMessage());
      return false;
    }
  }
}
