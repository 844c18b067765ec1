package lectern.api;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lectern.document.DocumentId;
import lectern.document.WorkspaceId;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.index.SearchIndex.Scope;
import lectern.library.CollectionId;
import lectern.library.Collections;
import lectern.retrieve.Retriever;
import org.jspecify.annotations.Nullable;

/// Where a question is to be answered from: all documents of the workspace when nothing is said,
/// else those named and those in the collections named.
final class Scoping {
  /// Documents, or collections, that one question may name: a library that is sorted into
  /// collections needs no more, and each costs time in every ranking.
  static final int MOST_NAMED = 1_000;

  private final Retriever retriever;
  private final Collections collections;

  Scoping(Retriever retriever, Collections collections) {
    this.retriever = retriever;
    this.collections = collections;
  }

  /// What a request names; each is null when it is not said.
  record Named(@Nullable List<UUID> documents, @Nullable List<UUID> collections) {
    boolean isNothing() {
      return documents == null && collections == null;
    }
  }

  /// The scope of a request.
  ///
  /// @return empty when no document can be in it
  /// @throws Problem when a document or collection is not of the workspace
  Optional<Scope> of(WorkspaceId workspace, Named named) {
    if (named.isNothing()) {
      return Optional.of(Scope.all(workspace));
    }
    var documents = existing(ids("documents", named.documents()));
    documents.addAll(in(ids("collections", named.collections())));
    return documents.isEmpty() ? Optional.empty() : Optional.of(new Scope(workspace, documents));
  }

  private Set<DocumentId> in(Set<UUID> ids) {
    var wanted = ids.stream().map(CollectionId::new).collect(Collectors.toSet());
    for (var collection : wanted) {
      if (collections.find(collection).isEmpty()) {
        throw Problem.notFound("collection " + collection);
      }
    }
    return collections.documentsIn(wanted);
  }

  private Set<DocumentId> existing(Set<UUID> ids) {
    var wanted = ids.stream().map(DocumentId::new).collect(Collectors.toSet());
    if (wanted.isEmpty()) {
      return wanted;
    }
    var existing = retriever.existing(wanted);
    wanted.stream()
        .filter(id -> !existing.contains(id))
        .findFirst()
        .ifPresent(id -> {
          throw Problem.notFound("document " + id);
        });
    return new HashSet<>(existing);
  }

  private static Set<UUID> ids(String field, @Nullable List<UUID> ids) {
    if (ids == null) {
      return Set.of();
    }
    if (ids.size() > MOST_NAMED) {
      throw new Problem(
          ProblemType.INVALID_BODY,
          "Field '%s' names %,d, the limit is %,d.".formatted(field, ids.size(), MOST_NAMED));
    }
    return new LinkedHashSet<>(Found.whole(field, ids));
  }
}
