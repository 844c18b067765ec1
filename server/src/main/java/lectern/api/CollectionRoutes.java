package lectern.api;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import lectern.document.DocumentId;
import lectern.http.Call;
import lectern.http.Permission;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.http.Reply;
import lectern.http.Route;
import lectern.library.Collection;
import lectern.library.CollectionId;
import lectern.library.Collections;
import lectern.library.Collections.Naming;
import org.jspecify.annotations.Nullable;

/// Routes for collections of documents.
final class CollectionRoutes {
  private static final String COLLECTIONS = "/api/v1/collections";
  private static final String COLLECTION = COLLECTIONS + "/{id}";
  private static final String MEMBER = COLLECTION + "/documents/{document}";

  private static final int USUAL_LIMIT = 50;

  private final Api.Parts parts;
  private final Collections collections;

  CollectionRoutes(Api.Parts parts) {
    this.parts = parts;
    this.collections = parts.collections();
  }

  List<Route> routes() {
    return List.of(
        Route.get(COLLECTIONS, Permission.READER, this::list).taking("limit", "cursor"),
        Route.post(COLLECTIONS, Permission.EDITOR, this::create),
        Route.get(COLLECTION, Permission.READER, this::get),
        Route.patch(COLLECTION, Permission.EDITOR, this::rename),
        Route.delete(COLLECTION, Permission.EDITOR, this::delete),
        Route.put(MEMBER, Permission.EDITOR, this::put),
        Route.delete(MEMBER, Permission.EDITOR, this::remove));
  }

  /// A collection.
  ///
  /// @param documents how many are in it
  record CollectionShape(String id, String name, int documents, String createdAt) {
    static CollectionShape of(Collection collection) {
      return new CollectionShape(
          collection.id().toString(),
          collection.name(),
          collection.documents(),
          collection.createdAt().toString());
    }
  }

  /// A part of the list.
  record CollectionsShape(List<CollectionShape> collections, @Nullable String nextCursor) {}

  /// How a collection is to be called.
  record NameShape(@Nullable String name) {
    String given() {
      return Optional.ofNullable(name)
          .orElseThrow(() -> new Problem(ProblemType.INVALID_BODY, "Field 'name' is missing."));
    }
  }

  private Reply list(Call call) {
    var identity = "collections of " + call.caller().workspace();
    var after =
        call.query("cursor")
            .map(cursor ->
                Cursor.read(
                    identity,
                    cursor,
                    place -> new CollectionId(UUID.fromString(place.getFirst()))));
    var listing =
        collections.list(after, call.number("limit", USUAL_LIMIT, 1, Collections.MOST_LISTED));
    var next = listing.next().map(id -> Cursor.of(identity, List.of(id.toString())));
    return Reply.ok(
        new CollectionsShape(
            listing.collections().stream().map(CollectionShape::of).toList(), next.orElse(null)));
  }

  private Reply create(Call call) {
    var shape = named(() -> collections.create(call.json(NameShape.class).given()));
    return Reply.created(COLLECTIONS + "/" + shape.id(), shape);
  }

  private Reply get(Call call) {
    return collections
        .find(Found.collectionId(call))
        .map(CollectionShape::of)
        .map(Reply::ok)
        .orElseThrow(Found::noCollection);
  }

  private Reply rename(Call call) {
    var id = Found.collectionId(call);
    return Reply.ok(named(() -> collections.rename(id, call.json(NameShape.class).given())));
  }

  private static CollectionShape named(Supplier<Naming> naming) {
    return switch (Found.accepted(ProblemType.INVALID_BODY, naming)) {
      case Naming.Named(var collection) -> CollectionShape.of(collection);
      case Naming.NameTaken() ->
          throw new Problem(
              ProblemType.CONFLICT, "There is another collection of this name; choose another.");
      case Naming.TooMany() ->
          throw new Problem(
              ProblemType.CONFLICT,
              "There are %,d collections, as many as there may be; delete one first."
                  .formatted(Collections.MOST));
      case Naming.NoCollection() -> throw Found.noCollection();
    };
  }

  private Reply delete(Call call) {
    if (!collections.delete(Found.collectionId(call))) {
      throw Found.noCollection();
    }
    return Reply.noContent();
  }

  private Reply put(Call call) {
    return change(call, collections::put);
  }

  private Reply remove(Call call) {
    return change(call, collections::remove);
  }

  private Reply change(Call call, BiPredicate<CollectionId, DocumentId> change) {
    var document = new DocumentId(call.id("document", "document"));
    if (!change.test(Found.collectionId(call), document)) {
      throw Problem.notFound("such document in such a collection");
    }
    parts.events().changed(document);
    return Reply.noContent();
  }
}
