package lectern.pipeline;

import lectern.index.SearchIndex;
import lectern.store.Documents;

/// Builds the index again from the database. Nobody is asked or paid: pages, chunks and vectors are
/// kept; only vectors that the present model never made are computed.
public final class Reindexing {
  private final Documents documents;
  private final EmbedStage embed;
  private final IndexStage place;
  private final SearchIndex index;

  Reindexing(Documents documents, EmbedStage embed, IndexStage place, SearchIndex index) {
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

  /// Empties the index and fills it with every document that is ready.
  ///
  /// @return how many documents are in it now
  public int run(Progress progress) throws InterruptedException {
    index.clear();
    var indexable = documents.indexable();
    for (var document : indexable) {
      embed.embed(document, progress);
      place.index(document);
    }
    return indexable.size();
  }
}
