package lectern.retrieve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.document.Chunk;
import lectern.document.Document;
import lectern.document.Passage;
import lectern.document.TextRange;
import lectern.embed.EmbeddingModel;
import lectern.index.SearchIndex;
import lectern.index.SearchIndex.Hit;
import lectern.index.SearchIndex.Scope;
import lectern.store.Chunks;
import lectern.store.Documents;
import lectern.store.Pages;
import lectern.store.Tenancy;
import org.jdbi.v3.core.Jdbi;

/// Finds the passages for a question: by words and by meaning, fused by rank, neighbours made one.
/// Safe to use from many threads.
public final class Retriever {
  /// Chunks taken from each ranking before they are fused: what recall@100 is measured at.
  static final int CANDIDATES = 100;

  private final Documents documents;
  private final Pages pages;
  private final Chunks chunks;
  private final EmbeddingModel model;
  private final SearchIndex index;

  public Retriever(Jdbi jdbi, EmbeddingModel model, SearchIndex index) {
    this.documents = new Documents(jdbi);
    this.pages = new Pages(jdbi);
    this.chunks = new Chunks(jdbi);
    this.model = model;
    this.index = index;
  }

  /// How chunks are found.
  public enum Mode {
    /// By their words.
    LEXICAL,
    /// By their meaning.
    VECTOR,
    /// By both, fused by rank.
    HYBRID
  }

  /// The best passages, best first.
  ///
  /// @param limit at most so many
  /// @throws lectern.index.IndexUnavailable when the index cannot be read; never told as nothing
  ///   found
  public List<Passage> find(Question question, Scope scope, int limit) throws InterruptedException {
    return find(question, scope, Mode.HYBRID, limit);
  }

  /// The best passages, best first, found in one way.
  public List<Passage> find(Question question, Scope scope, Mode mode, int limit)
      throws InterruptedException {
    return Tenancy.in(scope.workspace(), () -> read(rank(question, scope, mode), limit));
  }

  private List<Passage> read(List<Hit> hits, int limit) {
    var found = new ArrayList<Found>();
    for (var hit : hits) {
      if (found.size() == limit) {
        break;
      }
      read(hit).ifPresent(next -> place(found, next));
    }
    return found.stream().map(this::passage).toList();
  }

  /// The chunks for a question, best first, as many as the rankings hold.
  public List<Hit> rank(Question question, Scope scope, Mode mode) throws InterruptedException {
    return switch (mode) {
      case LEXICAL -> index.lexical(question.text(), scope, CANDIDATES);
      case VECTOR -> index.nearest(model.embed(question.text()), scope, CANDIDATES);
      case HYBRID ->
          RankFusion.fuse(
              List.of(rank(question, scope, Mode.LEXICAL), rank(question, scope, Mode.VECTOR)));
    };
  }

  /// One or more neighbouring chunks of one page.
  private record Found(Document document, List<Chunk> chunks, double score) {
    boolean adjoins(Found other) {
      return document.id().equals(other.document.id())
          && chunks.getFirst().page() == other.chunks.getFirst().page()
          && (isJustBefore(other) || other.isJustBefore(this));
    }

    private boolean isJustBefore(Found other) {
      return chunks.getLast().ordinal() + 1 == other.chunks.getFirst().ordinal();
    }

    /// Both as one, with the score of this, the better one.
    Found with(Found worse) {
      boolean isFirst = isJustBefore(worse);
      var more = new ArrayList<>(isFirst ? chunks : worse.chunks);
      more.addAll(isFirst ? worse.chunks : chunks);
      return new Found(document, more, score);
    }
  }

  /// Joins a chunk to the better ones that it adjoins, else puts it at the end. It may be what was
  /// missing between two.
  private static void place(List<Found> found, Found next) {
    found.add(next);
    for (int worse = found.size() - 1; worse > 0; worse--) {
      for (int better = 0; better < worse; better++) {
        if (found.get(better).adjoins(found.get(worse))) {
          found.set(better, found.get(better).with(found.remove(worse)));
          break;
        }
      }
    }
  }

  /// Empty when the document was deleted after it was found.
  private Optional<Found> read(Hit hit) {
    return documents
        .document(hit.document())
        .flatMap(document ->
            chunks
                .chunk(hit.document(), hit.ordinal())
                .map(chunk -> new Found(document, List.of(chunk), hit.score())));
  }

  private Passage passage(Found found) {
    var first = found.chunks().getFirst();
    var range = new TextRange(first.range().start(), found.chunks().getLast().range().end());
    var page = pages.page(found.document().id(), first.page()).orElseThrow();
    return new Passage(
        found.document(),
        first.page(),
        range,
        range.of(page.markdown()),
        first.headings(),
        first.tableHeader(),
        found.score());
  }
}
