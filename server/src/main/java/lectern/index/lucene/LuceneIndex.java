package lectern.index.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import lectern.document.DocumentId;
import lectern.document.WorkspaceId;
import lectern.index.IndexUnavailable;
import lectern.index.SearchIndex;
import lectern.index.Words;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.BytesRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lucene in a folder of its own.
///
/// Writers take turns, so that nobody's commit shows a half-replaced document; readers never wait.
/// An index that is damaged, or of another format or embedding model, is emptied when it is opened:
/// the caller sees its {@link #size()} and builds it again.
public final class LuceneIndex implements SearchIndex {
  private static final Logger LOG = LoggerFactory.getLogger(LuceneIndex.class);

  private static final Words WORDS = new Words();

  /// Raise when fields or analysis change, so that older indexes are built again.
  private static final String FORMAT = "2";

  /// Distinct words of a question that count. Lucene itself refuses more than 1,024 clauses.
  private static final int MAX_QUESTION_TERMS = 256;

  /// Words of the document's name weigh this much beside words of the text: they tell reports of
  /// the same kind apart, and should not outweigh what is on the page.
  private static final float NAME_WEIGHT = 0.5f;

  /// Neighbours looked at for each one asked for. The recall of 0.9885 at 64 candidates for 10
  /// results (100,000 vectors, measured 2026-11-22) is not worth slower queries.
  private static final int CANDIDATES_PER_RESULT = 2;

  private final ReentrantLock writing = new ReentrantLock();
  private final FSDirectory directory;
  private IndexWriter writer;
  private volatile SearcherManager searchers;

  private LuceneIndex(FSDirectory directory, IndexWriter writer) throws IOException {
    this.directory = directory;
    this.writer = writer;
    this.searchers = new SearcherManager(writer, null);
  }

  /// Opens the index in a folder, or makes one.
  ///
  /// @param source names what it is a copy of: the database, and the embedding model of its vectors
  /// @throws IndexUnavailable when the folder cannot be read or written, or another process uses it
  public static LuceneIndex open(Path folder, String source) {
    try {
      Files.createDirectories(folder);
      try {
        return openOnce(folder, source);
      } catch (LockObtainFailedException e) {
        throw e;
      } catch (IOException e) {
        LOG.warn("the index in {} is damaged ({}); it is emptied", folder, e.toString());
        empty(folder);
        return openOnce(folder, source);
      }
    } catch (IOException e) {
      throw new IndexUnavailable(
          ("the index in %s does not open (%s); when its disk is well, delete the folder,"
                  + " it is built again")
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static LuceneIndex openOnce(Path folder, String source) throws IOException {
    var directory = FSDirectory.open(folder);
    var writer = new IndexWriter(directory, configuration());
    try {
      var stamp = Map.of("format", FORMAT, "source", source);
      if (!isStamped(writer, stamp)) {
        writer.deleteAll();
        writer.setLiveCommitData(stamp.entrySet());
        writer.commit();
      }
      return new LuceneIndex(directory, writer);
    } catch (IOException e) {
      writer.rollback();
      throw e;
    }
  }

  private static void empty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isStamped(IndexWriter writer, Map<String, String> stamp) {
    var found = new HashMap<String, String>();
    var data = writer.getLiveCommitData();
    if (data != null) {
      data.forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    }
    return found.equals(stamp);
  }

  @Override
  public void replace(WorkspaceId workspace, DocumentId document, Iterable<Entry> entries) {
    var old = new Term("document", document.toString());
    write(() -> {
      writer.deleteDocuments(old);
      boolean complete = false;
      try {
        for (var entry : entries) {
          writer.addDocument(fields(workspace, document, entry));
        }
        complete = true;
      } finally {
        if (!complete) {
          writer.deleteDocuments(old);
        }
      }
    });
  }

  private static Document fields(WorkspaceId workspace, DocumentId document, Entry entry) {
    var fields = new Document();
    fields.add(new StringField("workspace", workspace.toString(), Field.Store.NO));
    fields.add(new StringField("document", document.toString(), Field.Store.NO));
    Identity.of(document, entry.chunk().ordinal()).forEach(fields::add);
    fields.add(new TextField("name", nameWords(entry.documentName()), Field.Store.NO));
    fields.add(new TextField("text", entry.chunk().inContext(), Field.Store.NO));
    fields.add(
        new KnnFloatVectorField("vector", entry.vector(), VectorSimilarityFunction.DOT_PRODUCT));
    return fields;
  }

  /// `2023-Q3_report.pdf` is found by `report` and by `q3`.
  private static String nameWords(String documentName) {
    return documentName.replaceAll("[^\\p{L}\\p{N}]+", " ");
  }

  @Override
  public void remove(DocumentId document) {
    write(() -> writer.deleteDocuments(new Term("document", document.toString())));
  }

  @Override
  public void clear() {
    write(writer::deleteAll);
  }

  private interface Change {
    void make() throws IOException;
  }

  private void write(Change change) {
    writing.lock();
    try {
      if (!writer.isOpen()) {
        reopen();
      }
      change.make();
      writer.commit();
      searchers.maybeRefreshBlocking();
    } catch (IOException e) {
      throw new IndexUnavailable("the index cannot be written: " + e.getMessage(), e);
    } finally {
      writing.unlock();
    }
  }

  private static IndexWriterConfig configuration() {
    return new IndexWriterConfig(WORDS.analyzer()).setCodec(LongVectors.codec());
  }

  /// A writer that could not write, on a full disk say, has closed itself for good. What it had
  /// committed is still there.
  private void reopen() throws IOException {
    writer = new IndexWriter(directory, configuration());
    var before = searchers;
    searchers = new SearcherManager(writer, null);
    before.close();
  }

  /// For the test of what a full disk does to the writer.
  void breakWriter() throws IOException {
    writer.rollback();
  }

  @Override
  public List<Hit> lexical(String question, Scope scope, int limit) {
    var anyWord = new BooleanQuery.Builder();
    for (var term : WORDS.distinct(question, MAX_QUESTION_TERMS)) {
      anyWord.add(new TermQuery(new Term("text", term)), Occur.SHOULD);
      anyWord.add(new BoostQuery(new TermQuery(new Term("name", term)), NAME_WEIGHT), Occur.SHOULD);
    }
    anyWord.setMinimumNumberShouldMatch(1);
    var query = new BooleanQuery.Builder().add(anyWord.build(), Occur.MUST);
    query.add(inside(scope), Occur.FILTER);
    return search(query.build(), limit);
  }

  @Override
  public List<Hit> nearest(float[] vector, Scope scope, int limit) {
    int candidates = limit * CANDIDATES_PER_RESULT;
    return search(new KnnFloatVectorQuery("vector", vector, candidates, inside(scope)), limit);
  }

  private static Query inside(Scope scope) {
    var filter = new BooleanQuery.Builder();
    filter.add(new TermQuery(new Term("workspace", scope.workspace().toString())), Occur.FILTER);
    if (!scope.documents().isEmpty()) {
      var ids = scope.documents().stream().map(id -> new BytesRef(id.toString())).toList();
      filter.add(new TermInSetQuery("document", ids), Occur.FILTER);
    }
    return new ConstantScoreQuery(filter.build());
  }

  private List<Hit> search(Query query, int limit) {
    try {
      var current = searchers;
      var searcher = current.acquire();
      try {
        return Identity.hits(searcher.getLeafContexts(), searcher.search(query, limit).scoreDocs);
      } finally {
        current.release(searcher);
      }
    } catch (IOException e) {
      throw new IndexUnavailable("the index cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public long size() {
    try {
      var current = searchers;
      var searcher = current.acquire();
      try {
        return searcher.getIndexReader().numDocs();
      } finally {
        current.release(searcher);
      }
    } catch (IOException e) {
      throw new IndexUnavailable("the index cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try (directory;
        var open = writer;
        var _ = searchers) {
      LOG.debug("closing the index; its writer is {}", open.isOpen() ? "open" : "broken");
    } catch (IOException e) {
      throw new IndexUnavailable("the index did not close cleanly: " + e.getMessage(), e);
    }
  }
}
