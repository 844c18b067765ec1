package lectern.retrieve;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.document.DocumentId;
import lectern.document.Passage;
import lectern.document.TextRange;
import lectern.embed.EmbeddingModel;
import lectern.index.SearchIndex;
import lectern.index.SearchIndex.Hit;
import lectern.index.SearchIndex.Scope;
import lectern.retrieve.FoundChunks.FoundChunk;
import lectern.retrieve.FoundChunks.Place;
import lectern.store.Documents;
import lectern.store.Tenancy;
import org.jdbi.v3.core.Jdbi;

/// Finds the passages for a question: by words and by meaning, fused by rank, neighbours made one.
/// Safe to use from many threads.
public final class Retriever {
  /// Chunks taken from each ranking before they are fused: what recall@100 is measured at.
  static final int CANDIDATES = 100;

  /// Chunks read at once for each passage asked for. Neighbours become one passage, so some more
  /// than one are needed; with two, a second reading is rare.
  private static final int READ_FOR_EACH = 2;

  private final Jdbi jdbi;
  private final Documents documents;
  private final EmbeddingModel model;
  private final SearchIndex index;

  /// @param model best one that remembers: {@link lectern.embed.RecentVectors}
  public Retriever(Jdbi jdbi, EmbeddingModel model, SearchIndex index) {
    this.jdbi = jdbi;
    this.documents = new Documents(jdbi);
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

  /// Those of some documents that there are.
  public Set<DocumentId> existing(Set<DocumentId> ids) {
    return documents.existing(ids);
  }

  /// Whether any document of a scope is ready to be searched.
  public boolean hasDocuments(Scope scope) {
    return documents.hasReady(scope.workspace(), scope.documents());
  }

  /// The best passages, best first.
  ///
  /// @param limit at most so many
  /// @throws lectern.index.IndexUnavailable when the index cannot be read; never told as nothing
  ///   found
  /// @throws lectern.gateway.GaveUp when the embedding model is a provider's, and does not answer
  public List<Passage> find(Question question, Scope scope, int limit) throws InterruptedException {
    return find(question, scope, Mode.HYBRID, limit);
  }

  /// The best passages, best first, found in one way.
  public List<Passage> find(Question question, Scope scope, Mode mode, int limit)
      throws InterruptedException {
    return Tenancy.in(
        scope.workspace(),
        () -> {
          var hits = rank(question, scope, mode);
          return hits.isEmpty()
              ? List.of()
              : jdbi.withHandle(handle -> read(new FoundChunks(handle), hits, limit));
        });
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

  private static List<Passage> read(FoundChunks chunks, List<Hit> hits, int limit) {
    var found = new ArrayList<Found>();
    int batch = limit * READ_FOR_EACH;
    for (int from = 0; from < hits.size() && found.size() < limit; from += batch) {
      for (var chunk : chunks.of(hits.subList(from, Math.min(from + batch, hits.size())))) {
        if (found.size() == limit) {
          break;
        }
        place(found, new Found(List.of(chunk), chunk.score()));
      }
    }
    var pages = chunks.pages(found.stream().map(Found::place).collect(Collectors.toSet()));
    return found.stream()
        .flatMap(it -> Stream.ofNullable(pages.get(it.place())).map(it::passage))
        .toList();
  }

  /// One or more neighbouring chunks of one page.
  private record Found(List<FoundChunk> chunks, double score) {
    Place place() {
      return chunks.getFirst().place();
    }

    boolean adjoins(Found other) {
      return place().equals(other.place()) && (isJustBefore(other) || other.isJustBefore(this));
    }

    private boolean isJustBefore(Found other) {
      return chunks.getLast().ordinal() + 1 == other.chunks.getFirst().ordinal();
    }

    /// Both as one, with the score of this, the better one.
    Found with(Found worse) {
      boolean isFirst = isJustBefore(worse);
      var more = new ArrayList<>(isFirst ? chunks : worse.chunks);
      more.addAll(isFirst ? worse.chunks : chunks);
      return new Found(more, score);
    }

    Passage passage(String markdown) {
      var first = chunks.getFirst();
      var range = new TextRange(first.range().start(), chunks.getLast().range().end());
      return new Passage(
          first.document(),
          first.place().page(),
          range,
          range.of(markdown),
          first.headings(),
          first.tableHeader(),
          score);
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
}
