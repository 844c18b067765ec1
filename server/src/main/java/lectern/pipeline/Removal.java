package lectern.pipeline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lectern.document.DocumentId;
import lectern.document.Sha256;
import lectern.document.WorkspaceId;
import lectern.index.IndexUnavailable;
import lectern.index.SearchIndex;
import lectern.parse.DocumentParser;
import lectern.store.Blobs;
import lectern.store.StoreUnavailable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes documents. The rows go in one transaction, which leaves a note of what else there is:
/// from then on the document is neither listed nor found. Then it leaves the index and, when no
/// document of any workspace has the same bytes, its original goes; at last the note. What a crash
/// leaves undone, the note tells the next start. Safe to use from many threads.
public final class Removal {
  private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

  private final Jdbi jdbi;
  private final SearchIndex index;
  private final Blobs blobs;
  private final DocumentParser parser;
  private final Progress progress;
  private final Road road;

  Removal(Pipeline.Parts parts, Progress progress, Road road) {
    this.jdbi = parts.jdbi();
    this.index = parts.index();
    this.blobs = parts.blobs();
    this.parser = parts.parser();
    this.progress = progress;
    this.road = road;
  }

  /// What is left of a deleted document beside its rows.
  private record Leftover(DocumentId document, Sha256 sha256) {}

  /// How a removal ended.
  public enum Outcome {
    REMOVED,
    /// The workspace has no such document; nothing was done.
    UNKNOWN
  }

  /// Deletes a document, also while it is on its way. When this returns it is gone for good.
  public Outcome remove(WorkspaceId workspace, DocumentId document) throws InterruptedException {
    if (!exists(workspace, document)) {
      return Outcome.UNKNOWN; // before anything is interrupted
    }
    return road.without(document, () -> removeUndisturbed(workspace, document));
  }

  /// Finishes what an earlier run could not. To be called before the index is compared with the
  /// database, and before anything is worked on.
  public void finishLeftovers() {
    for (var leftover : leftovers()) {
      finish(leftover);
    }
  }

  private boolean exists(WorkspaceId workspace, DocumentId document) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select exists (select from document where id = :id and workspace_id = :workspace)")
            .bind("id", document.value())
            .bind("workspace", workspace.value())
            .mapTo(Boolean.class)
            .one());
  }

  private Outcome removeUndisturbed(WorkspaceId workspace, DocumentId document) {
    var leftover = jdbi.inTransaction(handle -> deleteRows(handle, workspace, document));
    if (leftover.isEmpty()) {
      return Outcome.UNKNOWN; // somebody else was first
    }
    progress.removed(workspace, document);
    try {
      finish(leftover.get());
    } catch (IndexUnavailable | StoreUnavailable e) {
      LOG.warn("document {} is deleted; the next start takes its rest away", document, e);
    }
    return Outcome.REMOVED;
  }

  private static Optional<Leftover> deleteRows(
      Handle transaction, WorkspaceId workspace, DocumentId document) {
    return transaction
        .createQuery(
            "with gone as (delete from document where id = :id and workspace_id = :workspace"
                + " returning id, sha256)"
                + " insert into removal (document_id, sha256) select id, sha256 from gone"
                + " returning document_id, sha256")
        .bind("id", document.value())
        .bind("workspace", workspace.value())
        .map((row, _) -> leftover(row))
        .findOne();
  }

  private List<Leftover> leftovers() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select document_id, sha256 from removal order by document_id")
            .map((row, _) -> leftover(row))
            .list());
  }

  private static Leftover leftover(ResultSet row) throws SQLException {
    return new Leftover(
        new DocumentId(row.getObject("document_id", UUID.class)),
        new Sha256(row.getString("sha256")));
  }

  private void finish(Leftover leftover) {
    index.remove(leftover.document());
    parser.forget(leftover.sha256());
    blobs.discardUnless(leftover.sha256(), () -> isUsed(leftover.sha256()));
    jdbi.useHandle(handle ->
        handle.execute("delete from removal where document_id = ?", leftover.document().value()));
  }

  private boolean isUsed(Sha256 sha256) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select exists (select from document where sha256 = :sha256)")
            .bind("sha256", sha256.hex())
            .mapTo(Boolean.class)
            .one());
  }
}
