package lectern.ingest;

import lectern.document.DocumentId;
import org.jdbi.v3.core.Handle;

/// Where a document that has arrived is sent on its way.
public interface JobQueue {

  /// Sets a new document on its way, in the caller's transaction.
  void create(Handle transaction, DocumentId document);

  /// Sets a failed document on its way again, from the start.
  ///
  /// @return false when it had not failed, and nothing was done
  boolean restart(DocumentId document);
}
