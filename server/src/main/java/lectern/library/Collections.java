package lectern.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lectern.document.DocumentId;
import lectern.store.Tenancy;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The collections into which readers sort the documents of a workspace, the one that the present
/// thread works for, see {@link Tenancy}. A document may be in any number of them. Safe to use from
/// many threads.
public final class Collections {
  /// Collections in one workspace: more than anybody keeps in mind. A few more may come about when
  /// many are made at the same moment.
  public static final int MOST = 1_000;

  /// Longest name, in characters; the table holds to it, too.
  public static final int MAX_NAME_CHARS = 100;

  /// Documents that a search in collections is narrowed to. The index looks each one up.
  public static final int MOST_SEARCHED = 10_000;

  /// Collections listed at once.
  public static final int MOST_LISTED = 200;

  private static final String SELECT =
      "select c.id, c.name, c.created_at,"
          + " (select count(*) from collection_document d where d.collection_id = c.id)"
          + " as documents"
          + " from collection c where c.workspace_id = :workspace ";

  private final Jdbi jdbi;
  private final Clock clock;

  /// @param jdbi sees one workspace, see {@link Tenancy}
  public Collections(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /// How making or renaming a collection ended.
  public sealed interface Naming {
    /// It is durable.
    record Named(Collection collection) implements Naming {}

    /// The workspace has another collection of this name; nothing was done.
    record NameTaken() implements Naming {}

    /// The workspace has {@link #MOST} collections; nothing was done.
    record TooMany() implements Naming {}

    /// The workspace has no such collection.
    record NoCollection() implements Naming {}
  }

  /// Some of the collections, oldest first.
  ///
  /// @param next behind which to go on; empty at the end
  public record Listing(List<Collection> collections, Optional<CollectionId> next) {
    public Listing {
      collections = List.copyOf(collections);
    }
  }

  /// Makes an empty collection.
  ///
  /// @throws Refused when the name is empty, longer than {@link #MAX_NAME_CHARS}, or has invisible
  ///   characters
  public Naming create(String name) {
    var line = checked(name);
    return jdbi.inTransaction(handle -> create(handle, CollectionId.create(), line));
  }

  private Naming create(Handle handle, CollectionId id, String name) {
    var workspace = Tenancy.current().value();
    int present =
        handle
            .createQuery("select count(*) from collection where workspace_id = :workspace")
            .bind("workspace", workspace)
            .mapTo(Integer.class)
            .one();
    if (present >= MOST) {
      return new Naming.TooMany();
    }
    handle
        .createUpdate(
            "insert into collection (id, workspace_id, name, created_at)"
                + " values (:id, :workspace, :name, :now) on conflict do nothing")
        .bind("id", id.value())
        .bind("workspace", workspace)
        .bind("name", name)
        .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .execute();
    return find(handle, id).<Naming>map(Naming.Named::new).orElseGet(Naming.NameTaken::new);
  }

  /// Some of the collections, oldest first.
  ///
  /// @param after goes on behind this one
  /// @param limit at most so many, from 1 to {@link #MOST_LISTED}
  public Listing list(Optional<CollectionId> after, int limit) {
    if (limit < 1 || limit > MOST_LISTED) {
      throw new Refused("The limit is 1 to %d, not %d.".formatted(MOST_LISTED, limit));
    }
    var found =
        jdbi.withHandle(handle ->
            handle
                .createQuery(
                    SELECT
                        + "and (cast(:after as uuid) is null or c.id > cast(:after as uuid))"
                        + " order by c.id limit :limit")
                .bind("workspace", Tenancy.current().value())
                .bind("after", after.map(CollectionId::value).orElse(null))
                .bind("limit", limit + 1)
                .map((row, _) -> collection(row))
                .list());
    return found.size() <= limit
        ? new Listing(found, Optional.empty())
        : new Listing(found.subList(0, limit), Optional.of(found.get(limit - 1).id()));
  }

  /// One collection; empty when the workspace has none of this id.
  public Optional<Collection> find(CollectionId collection) {
    return jdbi.withHandle(handle -> find(handle, collection));
  }

  private static Optional<Collection> find(Handle handle, CollectionId collection) {
    return handle
        .createQuery(SELECT + "and c.id = :id")
        .bind("workspace", Tenancy.current().value())
        .bind("id", collection.value())
        .map((row, _) -> collection(row))
        .findOne();
  }

  /// Gives a collection another name.
  ///
  /// @throws Refused as {@link #create} does
  public Naming rename(CollectionId collection, String name) {
    var line = checked(name);
    return jdbi.inTransaction(handle -> rename(handle, collection, line));
  }

  private static Naming rename(Handle handle, CollectionId collection, String name) {
    handle
        .createUpdate(
            "update collection c set name = :name where id = :id and workspace_id = :workspace"
                + " and not exists (select from collection o where o.workspace_id = :workspace"
                + " and o.name = :name and o.id <> :id)")
        .bind("name", name)
        .bind("id", collection.value())
        .bind("workspace", Tenancy.current().value())
        .execute();
    return find(handle, collection)
        .<Naming>map(
            now -> now.name().equals(name) ? new Naming.Named(now) : new Naming.NameTaken())
        .orElseGet(Naming.NoCollection::new);
  }

  private static String checked(String name) {
    return Line.of("The name", name, MAX_NAME_CHARS);
  }

  /// Takes a collection apart; its documents stay.
  ///
  /// @return false when the workspace has none of this id
  public boolean delete(CollectionId collection) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate("delete from collection where id = :id and workspace_id = :workspace")
                .bind("id", collection.value())
                .bind("workspace", Tenancy.current().value())
                .execute()
            == 1);
  }

  /// Puts a document into a collection; does nothing when it is there already.
  ///
  /// @return false when the workspace lacks one of the two
  public boolean put(CollectionId collection, DocumentId document) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "with pair as (select c.id as collection, d.id as document"
                    + " from collection c, document d where c.id = :collection and d.id = :document"
                    + " and c.workspace_id = :workspace and d.workspace_id = :workspace),"
                    + " put as (insert into collection_document (collection_id, document_id)"
                    + " select collection, document from pair on conflict do nothing)"
                    + " select exists (select from pair)")
            .bind("collection", collection.value())
            .bind("document", document.value())
            .bind("workspace", Tenancy.current().value())
            .mapTo(Boolean.class)
            .one());
  }

  /// Takes a document out of a collection.
  ///
  /// @return false when it was not in it
  public boolean remove(CollectionId collection, DocumentId document) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    "delete from collection_document where document_id = :document"
                        + " and collection_id = (select id from collection where id = :collection"
                        + " and workspace_id = :workspace)")
                .bind("document", document.value())
                .bind("collection", collection.value())
                .bind("workspace", Tenancy.current().value())
                .execute()
            == 1);
  }

  /// The documents in any of these collections, to narrow a search to. None is none: a {@link
  /// lectern.index.SearchIndex.Scope} of no documents would be the whole workspace, so a caller
  /// that gets none here has nothing to search.
  ///
  /// @throws Refused when there are more than {@link #MOST_SEARCHED}
  public Set<DocumentId> documentsIn(Set<CollectionId> collections) {
    var documents =
        jdbi.withHandle(handle ->
            handle
                .createQuery(
                    "select distinct d.document_id from collection_document d"
                        + " join collection c on c.id = d.collection_id"
                        + " where c.workspace_id = :workspace and c.id = any(:collections)"
                        + " limit :limit")
                .bind("workspace", Tenancy.current().value())
                .bind("collections", Entries.uuids(collections))
                .bind("limit", MOST_SEARCHED + 1)
                .map((row, _) -> new DocumentId(row.getObject("document_id", UUID.class)))
                .collect(Collectors.toUnmodifiableSet()));
    if (documents.size() > MOST_SEARCHED) {
      throw new Refused(
          "These collections have more than %,d documents together; search in fewer."
              .formatted(MOST_SEARCHED));
    }
    return documents;
  }

  private static Collection collection(ResultSet row) throws SQLException {
    return new Collection(
        new CollectionId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getInt("documents"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
