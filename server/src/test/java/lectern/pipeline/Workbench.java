package lectern.pipeline;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lectern.chunk.ChunkLimits;
import lectern.chunk.Chunker;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.JobState;
import lectern.document.WorkspaceId;
import lectern.embed.EmbeddingModel;
import lectern.embed.Vectors;
import lectern.index.SearchIndex;
import lectern.index.lucene.LuceneIndex;
import lectern.ingest.Ingest;
import lectern.ingest.Ingest.Receipt;
import lectern.store.Blobs;
import lectern.store.Database;
import lectern.store.Pages;
import lectern.store.TestDatabase;
import org.jdbi.v3.core.Jdbi;

/// All parts of a pipeline over a fresh database, real but for the parser, which reads texts, and
/// the clock.
public final class Workbench implements AutoCloseable {
  public final Database database;
  public final Blobs blobs;
  public final ScriptedParser parser = new ScriptedParser();
  public final SettableClock clock = new SettableClock();
  public final SearchIndex index;
  public final Vectors vectors;
  public final Ingest ingest;
  final List<JobState> states = new ArrayList<>();
  final List<DocumentId> removed = new CopyOnWriteArrayList<>();
  private final EmbeddingModel model;
  private final CountDownLatch waiting = new CountDownLatch(1);

  public Workbench(Path folder, EmbeddingModel model) throws InterruptedException, SQLException {
    this.database = TestDatabase.fresh();
    this.model = model;
    this.blobs = Blobs.open(folder.resolve("originals"));
    this.index = LuceneIndex.open(folder.resolve("index"), model.name());
    this.vectors = new Vectors(jdbi(), model);
    this.ingest = new Ingest(jdbi(), blobs, new Jobs(jdbi(), clock), clock, 10_000_000);
  }

  public Jdbi jdbi() {
    return database.jdbi();
  }

  /// A pipeline that is not started yet.
  public Pipeline pipeline() {
    var chunker = new Chunker(text -> text.length() / 4 + 1, new ChunkLimits(40, 80));
    var parts = new Pipeline.Parts(jdbi(), blobs, parser, chunker, vectors, index);
    return new Pipeline(parts, 2, clock, new Heard());
  }

  /// Takes texts through a whole pipeline, which is closed then.
  public void travel(Document... documents) throws InterruptedException {
    try (var pipeline = pipeline()) {
      pipeline.start();
      pipeline.await(List.of(documents).stream().map(Document::id).toList());
    }
  }

  public Document received(WorkspaceId workspace, String name, String text) throws IOException {
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return switch (ingest.receive(workspace, name, bytes)) {
      case Receipt.Received(var document) -> document;
      case Receipt.Known(var document, _) -> document;
      case Receipt.Refused(var failure) -> throw new IllegalStateException(failure.message());
    };
  }

  public Document received(String name, String text) throws IOException {
    return received(WorkspaceId.LOCAL, name, text);
  }

  public DocumentStatus status(Document document) {
    return new Catalogue(jdbi()).status(document.workspace(), document.id()).orElseThrow();
  }

  public Pages pages() {
    return new Pages(jdbi());
  }

  public EmbeddingModel model() {
    return model;
  }

  /// Waits until some document is put aside.
  boolean awaitWaiting() throws InterruptedException {
    return waiting.await(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    index.close();
    database.close();
  }

  private final class Heard implements Progress {
    @Override
    public void moved(DocumentId document, JobState state) {
      synchronized (states) {
        if (states.isEmpty() || states.getLast() != state) {
          states.add(state);
        }
      }
      if (state == JobState.WAITING) {
        waiting.countDown();
      }
    }

    @Override
    public void advanced(DocumentId document, int done, OptionalInt total) {}

    @Override
    public void removed(WorkspaceId workspace, DocumentId document) {
      removed.add(document);
    }
  }
}
