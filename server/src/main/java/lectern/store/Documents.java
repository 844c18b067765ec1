package lectern.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.Format;
import lectern.document.ReadBy;
import lectern.document.Sha256;
import lectern.document.WorkspaceId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/// What was uploaded. Where each document is on its way is kept by `lectern.pipeline.Jobs`.
public final class Documents {
  /// The columns of a {@link Document}, which {@link #document(ResultSet)} reads.
  public static final String COLUMNS = "id, workspace_id, sha256, name, size_bytes, received_at";

  private static final RowMapper<Document> DOCUMENT = (row, _) -> document(row);

  private final Jdbi jdbi;

  public Documents(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Keeps a new document, in the caller's transaction.
  ///
  /// @return false when the workspace has these bytes already, and nothing was done
  public boolean insert(Handle transaction, Document document) {
    int inserted =
        transaction
            .createUpdate(
                "insert into document ("
                    + COLUMNS
                    + ") values (:id, :workspace, :sha256, :name, :size, :received)"
                    + " on conflict (workspace_id, sha256) do nothing")
            .bind("id", document.id().value())
            .bind("workspace", document.workspace().value())
            .bind("sha256", document.sha256().hex())
            .bind("name", document.name())
            .bind("size", document.sizeBytes())
            .bind("received", OffsetDateTime.ofInstant(document.receivedAt(), ZoneOffset.UTC))
            .execute();
    return inserted == 1;
  }

  /// Notes what kind of file it turned out to be.
  public void opened(DocumentId id, Format format) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate("update document set format = :format where id = :id")
            .bind("format", format.name())
            .bind("id", id.value())
            .execute());
  }

  /// Notes who reads it, in the caller's transaction.
  public void readBy(Handle transaction, DocumentId id, ReadBy by) {
    transaction
        .createUpdate(
            "update document set parsed_by = :parser, parse_fallback = :fallback where id = :id")
        .bind("parser", by.parser())
        .bind("fallback", by.fallback().orElse(null))
        .bind("id", id.value())
        .execute();
  }

  /// Who reads, or has read, it; empty when nobody has begun.
  public Optional<ReadBy> readBy(DocumentId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select parsed_by, parse_fallback from document"
                    + " where id = :id and parsed_by is not null")
            .bind("id", id.value())
            .map((row, _) -> readBy(row))
            .findOne());
  }

  /// Who has read the document of a row with `parsed_by` and `parse_fallback`, the former not null.
  public static ReadBy readBy(ResultSet row) throws SQLException {
    return new ReadBy(
        row.getString("parsed_by"), Optional.ofNullable(row.getString("parse_fallback")));
  }

  /// Notes how many pages it has, in the caller's transaction.
  public void parsed(Handle transaction, DocumentId id, int pages) {
    transaction
        .createUpdate("update document set page_count = :pages where id = :id")
        .bind("pages", pages)
        .bind("id", id.value())
        .execute();
  }

  /// Names the database, for its copies to tell whose they are.
  public UUID library() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select id from library").mapTo(UUID.class).one());
  }

  public Optional<Document> document(DocumentId id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select " + COLUMNS + " from document where id = :id")
            .bind("id", id.value())
            .map(DOCUMENT)
            .findOne());
  }

  /// The document with these bytes.
  public Optional<Document> document(WorkspaceId workspace, Sha256 sha256) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select " + COLUMNS + " from document where workspace_id = :w and sha256 = :s")
            .bind("w", workspace.value())
            .bind("s", sha256.hex())
            .map(DOCUMENT)
            .findOne());
  }

  /// Those of some documents that there are.
  public Set<DocumentId> existing(Set<DocumentId> ids) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select id from document where id = any(:ids)")
            .bind("ids", ids.stream().map(DocumentId::value).toArray(UUID[]::new))
            .map((row, _) -> new DocumentId(row.getObject("id", UUID.class)))
            .set());
  }

  /// Whether a workspace has a document that is ready.
  ///
  /// @param ids only among these; among all when there are none
  public boolean hasReady(WorkspaceId workspace, Set<DocumentId> ids) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select exists (select from document join job on document_id = id"
                    + " where workspace_id = :workspace and state = 'ready'"
                    + " and (cardinality(:ids) = 0 or id = any(:ids)))")
            .bind("workspace", workspace.value())
            .bind("ids", ids.stream().map(DocumentId::value).toArray(UUID[]::new))
            .mapTo(Boolean.class)
            .one());
  }

  /// All documents of all workspaces that belong into the index, oldest first: those that are
  /// ready, and those whose vectors are all kept and which are being put into it.
  public List<Document> indexable() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + COLUMNS
                    + " from document join job on document_id = id"
                    + " and state in ('ready', 'indexing') order by id")
            .map(DOCUMENT)
            .list());
  }

  /// How many chunks the ready documents of all workspaces have together.
  public long readyChunks() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select count(*) from chunk join job using (document_id) where state = 'ready'")
            .mapTo(Long.class)
            .one());
  }

  /// The document of a row with its {@link #COLUMNS}.
  public static Document document(ResultSet row) throws SQLException {
    return new Document(
        new DocumentId(row.getObject("id", UUID.class)),
        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
        new Sha256(row.getString("sha256")),
        row.getString("name"),
        row.getLong("size_bytes"),
        row.getObject("received_at", OffsetDateTime.class).toInstant());
  }
}
