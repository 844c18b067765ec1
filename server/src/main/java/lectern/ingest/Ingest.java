package lectern.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.WorkspaceId;
import lectern.store.Blobs;
import lectern.store.Documents;
import org.jdbi.v3.core.Jdbi;

/// Takes files in. What it acknowledges is durable: first the bytes, then, in one transaction, the
/// document and its job. A crash in between leaves bytes that nobody refers to, never a document
/// without its bytes. Safe to use from many threads.
public final class Ingest {
  private final Jdbi jdbi;
  private final Documents documents;
  private final Blobs blobs;
  private final JobQueue queue;
  private final Clock clock;
  private final long maxFileBytes;

  /// @param maxFileBytes larger files are refused
  public Ingest(Jdbi jdbi, Blobs blobs, JobQueue queue, Clock clock, long maxFileBytes) {
    this.jdbi = jdbi;
    this.documents = new Documents(jdbi);
    this.blobs = blobs;
    this.queue = queue;
    this.clock = clock;
    this.maxFileBytes = maxFileBytes;
  }

  /// How a file was taken.
  public sealed interface Receipt {
    /// It is new, durable, and on its way.
    record Received(Document document) implements Receipt {}

    /// The workspace has these bytes already, under the name they came with first.
    ///
    /// @param again FROM_START when it had failed before and is tried once more
    record Known(Document document, Again again) implements Receipt {}

    /// Nothing was kept.
    record Refused(Failure failure) implements Receipt {}
  }

  /// Whether a known document is on its way once more.
  public enum Again {
    NO,
    FROM_START
  }

  /// Takes one file.
  ///
  /// @param name what its reader calls it; may be anything
  /// @throws IOException when the bytes cannot be read; nothing is kept
  /// @throws lectern.store.StoreUnavailable when they cannot be written (a full disk)
  public Receipt receive(WorkspaceId workspace, String name, InputStream content)
      throws IOException {
    return switch (blobs.receive(
        content, maxFileBytes, stored -> register(workspace, name, stored))) {
      case Blobs.TooLarge<Receipt>(long maxBytes) ->
          new Receipt.Refused(
              new Failure(
                  Reason.TOO_LARGE,
                  "The file is larger than %,d bytes; the operator can raise ingest.max_file."
                      .formatted(maxBytes)));
      case Blobs.Kept<Receipt>(var receipt) -> receipt;
    };
  }

  private Receipt register(WorkspaceId workspace, String name, Blobs.Stored stored) {
    var document =
        new Document(
            DocumentId.create(), workspace, stored.sha(), name, stored.bytes(), clock.instant());
    boolean isNew =
        jdbi.inTransaction(handle -> {
          boolean inserted = documents.insert(handle, document);
          if (inserted) {
            queue.create(handle, document.id());
          }
          return inserted;
        });
    if (isNew) {
      return new Receipt.Received(document);
    }
    return documents
        .document(workspace, stored.sha())
        .map(this::known)
        .orElseGet(() -> register(workspace, name, stored)); // deleted in between
  }

  private Receipt known(Document known) {
    return new Receipt.Known(known, queue.restart(known.id()) ? Again.FROM_START : Again.NO);
  }
}
