package lectern.index;

import java.util.List;
import java.util.Set;
import lectern.document.Chunk;
import lectern.document.DocumentId;
import lectern.document.WorkspaceId;

/// Finds chunks by words (BM25) and by vectors. Safe to use from many threads.
///
/// Every implementation passes the same contract test. A failure of the index itself is an {@link
/// IndexUnavailable}: it is never told as "nothing found".
public interface SearchIndex extends AutoCloseable {

  /// Puts these chunks in the place of whatever the document had. When this returns they are found,
  /// and still are after a crash; before, the old ones are. Doing it twice changes nothing. When
  /// `entries` throws, the document has no chunks, and what was thrown passes through.
  void replace(WorkspaceId workspace, DocumentId document, Iterable<Entry> entries);

  /// Takes a document's chunks out; does nothing when there are none.
  void remove(DocumentId document);

  /// Chunks that share words with the question, best first.
  List<Hit> lexical(String question, Scope scope, int limit);

  /// Chunks whose vectors are nearest to this one, best first.
  List<Hit> nearest(float[] vector, Scope scope, int limit);

  /// How many chunks there are, in all workspaces.
  long size();

  /// Takes everything out, to be built again.
  void clear();

  @Override
  void close();

  /// A chunk with what it is found by.
  ///
  /// @param documentName found by its words, too
  /// @param vector of length 1; the same number of dimensions for all
  @SuppressWarnings("ArrayRecordComponent") // a carrier between two packages, never compared
  record Entry(Chunk chunk, String documentName, float[] vector) {}

  /// Where to search.
  ///
  /// @param documents only these; empty for all of the workspace
  record Scope(WorkspaceId workspace, Set<DocumentId> documents) {
    public Scope {
      documents = Set.copyOf(documents);
    }

    public static Scope all(WorkspaceId workspace) {
      return new Scope(workspace, Set.of());
    }
  }

  /// A chunk that was found.
  ///
  /// @param score comparable only within one result
  record Hit(DocumentId document, int ordinal, double score) {}
}
