package lectern.api;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import lectern.document.DocumentId;
import lectern.http.Call;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.library.CollectionId;
import lectern.library.Entry;
import lectern.library.JobEvents;
import lectern.library.Library;
import lectern.library.Refused;

/// Documents of the caller's workspace, found or told to be missing, in the API's shape.
final class Found {
  private final Library library;
  private final JobEvents events;

  Found(Api.Parts parts) {
    this.library = parts.library();
    this.events = parts.events();
  }

  /// The document that the path names.
  ///
  /// @throws Problem when the workspace has none
  Entry document(Call call) {
    return library.find(id(call)).orElseThrow(Found::noDocument);
  }

  static DocumentId id(Call call) {
    return new DocumentId(call.id("id", "document"));
  }

  static Problem noDocument() {
    return Problem.notFound("document of this id");
  }

  static CollectionId collectionId(Call call) {
    return new CollectionId(call.id("id", "collection"));
  }

  static Problem noCollection() {
    return Problem.notFound("collection of this id");
  }

  DocumentShape shape(Entry entry) {
    return DocumentShape.of(entry, events.advance(entry.status().document().id()));
  }

  List<DocumentShape> shapes(List<Entry> entries) {
    return entries.stream().map(this::shape).toList();
  }

  /// Does what the library may refuse, and tells it as a problem of this type.
  static <T> T accepted(ProblemType type, Supplier<T> work) {
    try {
      return work.get();
    } catch (Refused e) {
      throw new Problem(type, String.valueOf(e.getMessage()));
    }
  }

  /// A list of a body without holes.
  static <T> List<T> whole(String field, List<T> given) {
    if (given.stream().anyMatch(Objects::isNull)) {
      throw new Problem(ProblemType.INVALID_BODY, "Field '" + field + "' has a null in it.");
    }
    return given;
  }
}
