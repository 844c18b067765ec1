package lectern.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lectern.document.DocumentId;
import lectern.http.Call;
import lectern.http.ProblemType;
import lectern.library.Change;
import lectern.library.CollectionId;
import lectern.library.Entry;
import lectern.library.Library.Changing;
import lectern.library.Tags;

/// The tags and collections that an upload gives to its files. For one request.
final class Labels {
  private final Api.Parts parts;
  private final List<String> tags;
  private final Set<CollectionId> collections = new LinkedHashSet<>();

  /// Those in the address; others may follow.
  Labels(Api.Parts parts, Call call) {
    this.parts = parts;
    this.tags = new ArrayList<>(call.queries("tag"));
    call.ids("collection").forEach(id -> collections.add(new CollectionId(id)));
  }

  void tag(String word) {
    tags.add(word);
  }

  void collection(String id) {
    collections.add(new CollectionId(Call.parameterId("collection", id)));
  }

  /// Looks whether all of them can be given, before a file is taken.
  ///
  /// @throws lectern.http.Problem when a tag is not in order or the workspace lacks a collection
  void check() {
    accepted(tags);
    for (var collection : collections) {
      if (parts.collections().find(collection).isEmpty()) {
        throw Found.noCollection();
      }
    }
  }

  /// Gives them to a document, beside those it has.
  ///
  /// @return empty when it was deleted meanwhile
  Optional<Entry> give(DocumentId document) {
    var found = parts.library().find(document);
    if (found.isEmpty() || (tags.isEmpty() && collections.isEmpty())) {
      return found;
    }
    var allTags = new ArrayList<>(found.get().tags().words());
    allTags.addAll(tags);
    var allCollections = new LinkedHashSet<>(found.get().collections());
    allCollections.addAll(collections);
    var change =
        new Change(Optional.empty(), Optional.of(accepted(allTags)), Optional.of(allCollections));
    return switch (parts.library().change(document, change)) {
      case Changing.Changed(var entry) -> Optional.of(entry);
      case Changing.NoDocument() -> Optional.empty();
      case Changing.NoCollection() -> throw Found.noCollection();
    };
  }

  private static Tags accepted(List<String> words) {
    return Found.accepted(ProblemType.INVALID_PARAMETER, () -> Tags.of(words));
  }
}
