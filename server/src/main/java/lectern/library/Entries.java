package lectern.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lectern.document.DocumentId;
import lectern.document.Format;
import lectern.document.JobState;
import lectern.library.Query.Direction;
import lectern.library.Query.Position;
import lectern.pipeline.Catalogue;
import lectern.store.Tenancy;
import org.jdbi.v3.core.Handle;

/// The rows behind the entries of the library, in the caller's transaction.
final class Entries {
  private static final String SELECT =
      "select "
          + Catalogue.COLUMNS
          + ", array(select c.collection_id from collection_document c"
          + " where c.document_id = d.id order by c.collection_id) as collections";

  private static final String FROM =
      " from document d join job j on j.document_id = d.id where d.workspace_id = :workspace";

  Optional<Entry> find(Handle handle, DocumentId document) {
    return handle
        .createQuery(SELECT + FROM + " and d.id = :id")
        .bind("workspace", Tenancy.current().value())
        .bind("id", document.value())
        .map((row, _) -> entry(row))
        .findOne();
  }

  Listing list(Handle handle, Query query) {
    var narrowed = Narrowed.by(query.filter());
    var total =
        handle
            .createQuery("select count(*)" + FROM + narrowed.conditions())
            .bindMap(narrowed.values())
            .mapTo(Long.class)
            .one();
    var rows =
        handle
            .createQuery(SELECT + FROM + narrowed.conditions() + behind(query) + sorted(query))
            .bindMap(narrowed.values())
            .bindMap(position(query))
            .bind("limit", query.limit() + 1)
            .map((row, _) -> entry(row))
            .list();
    var isEnd = rows.size() <= query.limit();
    var entries = isEnd ? rows : rows.subList(0, query.limit());
    var next = isEnd ? Optional.<Position>empty() : Optional.of(position(query, entries.getLast()));
    return new Listing(entries, next, total);
  }

  private static Position position(Query query, Entry entry) {
    return new Position(query.order().by().valueOf(entry.status()), entry.status().document().id());
  }

  private static Map<String, Object> position(Query query) {
    var values = new HashMap<String, Object>();
    query
        .after()
        .ifPresent(position -> {
          values.put("value", query.order().by().bound(position.value()));
          values.put("id", position.document().value());
        });
    return values;
  }

  private static String behind(Query query) {
    var order = query.order();
    return query.after().isEmpty()
        ? ""
        : " and (%s, d.id) %s (%s, :id)"
            .formatted(
                order.by().column,
                order.direction() == Direction.ASCENDING ? ">" : "<",
                order.by().parameter);
  }

  private static String sorted(Query query) {
    var order = query.order();
    var direction = order.direction() == Direction.ASCENDING ? "asc" : "desc";
    return " order by %s %s, d.id %s limit :limit"
        .formatted(order.by().column, direction, direction);
  }

  /// A filter as SQL.
  private record Narrowed(String conditions, Map<String, Object> values) {

    static Narrowed by(Query.Filter filter) {
      var conditions = new ArrayList<String>();
      var values = new HashMap<String, Object>();
      values.put("workspace", Tenancy.current().value());
      if (!filter.states().isEmpty()) {
        conditions.add("j.state = any(:states)");
        values.put("states", words(filter.states().stream().map(JobState::word).toList()));
      }
      if (!filter.formats().isEmpty()) {
        conditions.add("d.format = any(:formats)");
        values.put("formats", words(filter.formats().stream().map(Format::name).toList()));
      }
      if (!filter.tags().isEmpty()) {
        conditions.add("d.tags && cast(:tags as text[])");
        values.put("tags", words(filter.tags()));
      }
      if (!filter.collections().isEmpty()) {
        conditions.add(
            "exists (select from collection_document c where c.document_id = d.id"
                + " and c.collection_id = any(:collections))");
        values.put("collections", uuids(filter.collections()));
      }
      filter
          .nameContains()
          .ifPresent(part -> {
            conditions.add("d.name ilike :part escape '!'");
            values.put("part", "%" + part.replaceAll("[!%_]", "!$0") + "%");
          });
      var joined = conditions.stream().map(condition -> " and " + condition).toList();
      return new Narrowed(String.join("", joined), values);
    }

    private static String[] words(Collection<String> words) {
      return words.toArray(String[]::new);
    }
  }

  /// Keeps others from changing or deleting a document until the transaction ends. Whoever changes
  /// both locks the document before its job, as the stages do, so that nobody waits in a circle.
  ///
  /// @return false when the workspace has no such document
  boolean lock(Handle handle, DocumentId document) {
    return handle
        .createQuery(
            "select id from document where id = :id and workspace_id = :workspace"
                + " for no key update")
        .bind("id", document.value())
        .bind("workspace", Tenancy.current().value())
        .mapTo(UUID.class)
        .findOne()
        .isPresent();
  }

  /// @return false when that is its name already
  boolean rename(Handle handle, DocumentId document, String name) {
    int renamed =
        handle
            .createUpdate("update document set name = :name where id = :id and name <> :name")
            .bind("name", name)
            .bind("id", document.value())
            .execute();
    return renamed == 1;
  }

  void tag(Handle handle, DocumentId document, Tags tags) {
    handle
        .createUpdate("update document set tags = :tags where id = :id")
        .bind("tags", tags.words().toArray(String[]::new))
        .bind("id", document.value())
        .execute();
  }

  boolean haveAll(Handle handle, Set<CollectionId> collections) {
    var found =
        handle
            .createQuery(
                "select count(*) from collection"
                    + " where workspace_id = :workspace and id = any(:ids)")
            .bind("workspace", Tenancy.current().value())
            .bind("ids", uuids(collections))
            .mapTo(Integer.class)
            .one();
    return found == collections.size();
  }

  void putExactlyInto(Handle handle, DocumentId document, Set<CollectionId> collections) {
    var these = uuids(collections);
    handle
        .createUpdate(
            "delete from collection_document where document_id = :id"
                + " and collection_id <> all(:these)")
        .bind("id", document.value())
        .bind("these", these)
        .execute();
    handle
        .createUpdate(
            "insert into collection_document (collection_id, document_id)"
                + " select c.id, :id from collection c where c.id = any(:these)"
                + " and c.workspace_id = :workspace on conflict do nothing")
        .bind("id", document.value())
        .bind("these", these)
        .bind("workspace", Tenancy.current().value())
        .execute();
  }

  static UUID[] uuids(Set<CollectionId> collections) {
    return collections.stream().map(CollectionId::value).toArray(UUID[]::new);
  }

  private static Entry entry(ResultSet row) throws SQLException {
    var collections = (UUID[]) row.getArray("collections").getArray();
    return new Entry(
        Catalogue.STATUS.map(row, null),
        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
        new Tags(List.of((String[]) row.getArray("tags").getArray())),
        Arrays.stream(collections).map(CollectionId::new).toList());
  }
}
