package lectern.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lectern.document.Format;
import lectern.http.Call;
import lectern.http.Permission;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.http.Reply;
import lectern.http.Route;
import lectern.library.Change;
import lectern.library.CollectionId;
import lectern.library.Library.Changing;
import lectern.library.Library.Retrying;
import lectern.library.Tags;
import org.jspecify.annotations.Nullable;

/// Routes for documents: list, get, rename, tag, delete, retry, originals.
final class DocumentRoutes {
  private static final String DOCUMENT = "/api/v1/documents/{id}";

  private final Api.Parts parts;
  private final Found found;

  DocumentRoutes(Api.Parts parts) {
    this.parts = parts;
    this.found = new Found(parts);
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/documents", Permission.READER, this::list)
            .taking(DocumentList.PARAMETERS),
        Route.get(DOCUMENT, Permission.READER, call -> Reply.ok(found.shape(found.document(call)))),
        Route.patch(DOCUMENT, Permission.EDITOR, this::change),
        Route.delete(DOCUMENT, Permission.EDITOR, this::delete),
        Route.post(DOCUMENT + "/retry", Permission.EDITOR, this::retry),
        Route.get(DOCUMENT + "/original", Permission.READER, this::original));
  }

  /// A part of a list.
  ///
  /// @param total how many the whole list has now
  record DocumentsShape(List<DocumentShape> documents, @Nullable String nextCursor, long total) {}

  private Reply list(Call call) {
    var asked = new DocumentList(call);
    var listing = parts.library().list(asked.query());
    return Reply.ok(
        new DocumentsShape(
            found.shapes(listing.entries()), asked.next(listing).orElse(null), listing.total()));
  }

  /// What to change; what is not there stays.
  record ChangeShape(
      @Nullable String name, @Nullable List<String> tags, @Nullable List<UUID> collections) {

    Change change() {
      return new Change(
          Optional.ofNullable(name),
          Optional.ofNullable(tags).map(words -> Tags.of(Found.whole("tags", words))),
          Optional.ofNullable(collections)
              .map(ids ->
                  Found.whole("collections", ids).stream()
                      .map(CollectionId::new)
                      .collect(Collectors.toUnmodifiableSet())));
    }
  }

  private Reply change(Call call) {
    var id = Found.id(call);
    var change =
        Found.accepted(ProblemType.INVALID_BODY, () -> call.json(ChangeShape.class).change());
    return switch (parts.library().change(id, change)) {
      case Changing.Changed(var entry) -> {
        parts.events().changed(id);
        yield Reply.ok(found.shape(entry));
      }
      case Changing.NoDocument() -> throw Found.noDocument();
      case Changing.NoCollection() -> throw Found.noCollection();
    };
  }

  private Reply delete(Call call) throws InterruptedException {
    return switch (parts.library().delete(Found.id(call))) {
      case REMOVED -> Reply.noContent();
      case UNKNOWN -> throw Found.noDocument();
    };
  }

  private Reply retry(Call call) {
    var id = Found.id(call);
    return switch (parts.library().retry(id)) {
      case Retrying.Begun(var entry) -> {
        parts.events().changed(id);
        yield new Reply.Json(202, found.shape(entry), Map.of());
      }
      case Retrying.NoReason() ->
          throw new Problem(
              ProblemType.CONFLICT,
              "The document has neither failed nor unread pages; there is nothing to try again.");
      case Retrying.NoDocument() -> throw Found.noDocument();
    };
  }

  private Reply original(Call call) {
    var status = found.document(call).status();
    var document = status.document();
    var file = parts.blobs().path(document.sha256());
    if (!parts.blobs().holds(document.sha256())) {
      throw new Problem(
          ProblemType.UNAVAILABLE,
          "The stored original is gone; the operator must look for it, or upload the file again.");
    }
    var mediaType = status.format().map(Format::mediaType).orElse("application/octet-stream");
    return new Reply.Original(file, mediaType, document.name(), document.sha256().hex());
  }
}
