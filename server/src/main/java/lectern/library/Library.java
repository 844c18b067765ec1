package lectern.library;

import java.util.Optional;
import lectern.document.DocumentId;
import lectern.pipeline.Pipeline;
import lectern.pipeline.Removal;
import lectern.store.Tenancy;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The documents of a workspace, as readers list, rename, tag and delete them. It is the workspace
/// that the present thread works for, see {@link Tenancy}. Safe to use from many threads.
public final class Library {
  private final Jdbi jdbi;
  private final Pipeline pipeline;
  private final Entries entries = new Entries();

  /// @param jdbi sees one workspace, see {@link Tenancy}
  public Library(Jdbi jdbi, Pipeline pipeline) {
    this.jdbi = jdbi;
    this.pipeline = pipeline;
  }

  /// Some of the documents, and where to go on.
  public Listing list(Query query) {
    return jdbi.inTransaction(handle -> entries.list(handle, query));
  }

  /// One document; empty when the workspace has none of this id.
  public Optional<Entry> find(DocumentId document) {
    return jdbi.withHandle(handle -> entries.find(handle, document));
  }

  /// How a change ended.
  public sealed interface Changing {
    /// It is done, and durable. A new name is found by within moments, and the old one until then.
    record Changed(Entry entry) implements Changing {}

    /// The workspace has no such document; nothing was changed.
    record NoDocument() implements Changing {}

    /// The workspace lacks at least one of the collections; nothing was changed.
    record NoCollection() implements Changing {}
  }

  /// Renames, tags or sorts a document into collections.
  public Changing change(DocumentId document, Change change) {
    var changing = jdbi.inTransaction(handle -> change(handle, document, change));
    pipeline.wake();
    return changing;
  }

  /// How trying again ended.
  public sealed interface Retrying {
    /// The document is on its way again, from the start.
    record Begun(Entry entry) implements Retrying {}

    /// It neither failed nor has unread pages, and the parser of first choice has read it.
    record NoReason() implements Retrying {}

    /// The workspace has no such document.
    record NoDocument() implements Retrying {}
  }

  /// Sets a document on its way again that failed, has pages that are pictures which nothing could
  /// read, or was not read by the parser of first choice.
  public Retrying retry(DocumentId document) {
    if (find(document).isEmpty()) {
      return new Retrying.NoDocument();
    }
    if (!pipeline.retry(document)) {
      return new Retrying.NoReason();
    }
    return find(document)
        .<Retrying>map(Retrying.Begun::new)
        .orElseGet(Retrying.NoDocument::new); // deleted in between
  }

  /// Deletes a document, also while it is on its way. Nothing will be heard of it afterwards.
  public Removal.Outcome delete(DocumentId document) throws InterruptedException {
    return pipeline.removal().remove(Tenancy.current(), document);
  }

  private Changing change(Handle handle, DocumentId id, Change change) {
    if (!entries.lock(handle, id)) {
      return new Changing.NoDocument();
    }
    var collections = change.collections();
    if (collections.isPresent() && !entries.haveAll(handle, collections.get())) {
      return new Changing.NoCollection();
    }
    pipeline.touched(handle, id);
    change.tags().ifPresent(tags -> entries.tag(handle, id, tags));
    collections.ifPresent(these -> entries.putExactlyInto(handle, id, these));
    if (change.name().isPresent() && entries.rename(handle, id, change.name().get())) {
      pipeline.renamed(handle, id);
    }
    return new Changing.Changed(entries.find(handle, id).orElseThrow());
  }
}
