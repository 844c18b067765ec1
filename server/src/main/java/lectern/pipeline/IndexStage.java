package lectern.pipeline;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lectern.document.Chunk;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.JobState;
import lectern.embed.Vectors;
import lectern.index.SearchIndex;
import lectern.index.SearchIndex.Entry;
import lectern.store.Chunks;
import lectern.store.Documents;
import org.jdbi.v3.core.Jdbi;

/// Chunks and vectors go into the index; only then is the document called ready. One that was
/// renamed meanwhile goes in again, because the index holds its name.
final class IndexStage implements Stage {
  private final Jobs jobs;
  private final Documents documents;
  private final Chunks chunks;
  private final Vectors vectors;
  private final SearchIndex index;

  IndexStage(Jdbi jdbi, Jobs jobs, Vectors vectors, SearchIndex index) {
    this.jobs = jobs;
    this.documents = new Documents(jdbi);
    this.chunks = new Chunks(jdbi);
    this.vectors = vectors;
    this.index = index;
  }

  @Override
  public String name() {
    return "index";
  }

  @Override
  public boolean isInterruptible() {
    return false;
  }

  @Override
  public Outcome run(Document document, Progress progress) {
    try {
      indexUnderItsName(document);
      return new Outcome.Done(JobState.READY);
    } catch (Vectors.NeverComputed _) { // by the present model: it was another one before
      jobs.move(document.id(), JobState.CHUNKED);
      return new Outcome.Done(JobState.CHUNKED);
    }
  }

  private void indexUnderItsName(Document document) {
    var current = document;
    do {
      current = documents.document(document.id()).orElseThrow();
      index(current);
    } while (!jobs.readyUnderItsName(current));
  }

  /// Puts a document with all its chunks into the index, in place of what was there.
  void index(Document document) {
    int total = chunks.count(document.id());
    Iterator<Entry> entries =
        IntStream.iterate(0, first -> first < total, first -> first + EmbedStage.BATCH_CHUNKS)
            .boxed()
            .flatMap(first -> batch(document, first))
            .iterator();
    index.replace(document.workspace(), document.id(), () -> entries);
  }

  void takeOut(DocumentId document) {
    index.remove(document);
  }

  private Stream<Entry> batch(Document document, int first) {
    List<Chunk> batch = chunks.from(document.id(), first, EmbedStage.BATCH_CHUNKS);
    var kept = vectors.kept(batch.stream().map(Chunk::inContext).toList());
    return IntStream.range(0, batch.size())
        .mapToObj(i -> new Entry(batch.get(i), document.name(), kept.get(i)));
  }
}
