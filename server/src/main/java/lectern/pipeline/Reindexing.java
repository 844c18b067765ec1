package lectern.pipeline;

import lectern.document.Document;
import lectern.document.JobState;
import lectern.embed.Vectors;
import lectern.index.SearchIndex;
import lectern.store.Documents;

/// Builds the index again from the database, without asking or paying anybody: pages, chunks and
/// vectors are kept. A document of which the present model never made the vectors goes on its way
/// again from its chunks, beside everything else.
public final class Reindexing {
  private final Jobs jobs;
  private final Documents documents;
  private final IndexStage place;
  private final SearchIndex index;

  Reindexing(Jobs jobs, Documents documents, IndexStage place, SearchIndex index) {
    this.jobs = jobs;
    this.documents = documents;
    this.place = place;
    this.index = index;
  }

  /// Whether the index lacks chunks that the database has: it was deleted, damaged, or is of
  /// another model.
  public boolean isNeeded() {
    return index.size() < documents.readyChunks();
  }

  /// Empties the index and fills it with every document that is ready.
  public Rebuilt run() {
    index.clear();
    int placed = 0;
    var all = documents.indexable();
    for (var document : all) {
      placed += place(document) ? 1 : 0;
    }
    return new Rebuilt(placed, all.size() - placed);
  }

  /// @param placed documents that are in the index now
  /// @param onTheirWay those that the present model has to embed first
  public record Rebuilt(int placed, int onTheirWay) {}

  private boolean place(Document document) {
    try {
      place.index(document);
      return true;
    } catch (Vectors.NeverComputed _) {
      jobs.move(document.id(), JobState.CHUNKED);
      return false;
    }
  }
}
