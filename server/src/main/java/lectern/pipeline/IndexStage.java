package lectern.pipeline;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lectern.document.Chunk;
import lectern.document.Document;
import lectern.document.JobState;
import lectern.embed.Vectors;
import lectern.index.SearchIndex;
import lectern.index.SearchIndex.Entry;
import lectern.store.Chunks;
import org.jdbi.v3.core.Jdbi;

/// Chunks and vectors go into the index; only then is the document called ready.
final class IndexStage implements Stage {
  private final Jobs jobs;
  private final Chunks chunks;
  private final Vectors vectors;
  private final SearchIndex index;

  IndexStage(Jdbi jdbi, Jobs jobs, Vectors vectors, SearchIndex index) {
    this.jobs = jobs;
    this.chunks = new Chunks(jdbi);
    this.vectors = vectors;
    this.index = index;
  }

  @Override
  public String name() {
    return "index";
  }

  @Override
  public Outcome run(Document document, Progress progress) {
    index(document);
    jobs.move(document.id(), JobState.READY);
    return new Outcome.Done(JobState.READY);
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

  private Stream<Entry> batch(Document document, int first) {
    List<Chunk> batch = chunks.from(document.id(), first, EmbedStage.BATCH_CHUNKS);
    var kept = vectors.kept(batch.stream().map(Chunk::inContext).toList());
    return IntStream.range(0, batch.size())
        .mapToObj(i -> new Entry(batch.get(i), document.name(), kept.get(i)));
  }
}
