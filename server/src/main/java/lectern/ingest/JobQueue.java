package lectern.ingest;

import lectern.document.DocumentId;
import org.jdbi.v3.core.Handle;

/// Where a document that has arrived is sent on its way.
public interface JobQueue {

  /// Sets a new document on its way, in the caller's transaction.
  void create(Handle transaction, DocumentId document);

  /// Sets a document on its way again, from the start, when it failed or has pages that are
  /// pictures which nothing could read: text recognition may have been installed since.
  ///
  /// @return false when there is no such reason, and nothing was done
  boolean restart(DocumentId document);
}
