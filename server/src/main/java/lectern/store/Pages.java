package lectern.store;

import java.util.List;
import java.util.Optional;
import lectern.document.DocumentId;
import lectern.document.Page;
import lectern.document.Page.Origin;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/// The pages of documents. They are written once and never changed, only dropped with their
/// document.
public final class Pages {
  private static final RowMapper<Page> PAGE =
      (row, _) ->
          new Page(
              row.getInt("number"),
              row.getString("markdown"),
              WordBoxCodec.decode(row.getBytes("words")),
              Origin.valueOf(row.getString("origin")),
              row.getString("parsed_by"));

  private static final String COLUMNS = "number, markdown, words, origin, parsed_by";

  private final Jdbi jdbi;

  public Pages(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Keeps pages, in the caller's transaction.
  public void append(Handle transaction, DocumentId document, List<Page> pages) {
    var insert =
        transaction.prepareBatch(
            "insert into page (document_id, number, markdown, words, origin, parsed_by)"
                + " values (:document, :number, :markdown, :words, :origin, :parsedBy)");
    for (var page : pages) {
      insert
          .bind("document", document.value())
          .bind("number", page.number())
          .bind("markdown", page.markdown())
          .bind("words", WordBoxCodec.encode(page.words()))
          .bind("origin", page.origin().name())
          .bind("parsedBy", page.parsedBy())
          .add();
    }
    insert.execute();
  }

  /// The highest page number kept so far; 0 for none.
  public int last(DocumentId document) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select coalesce(max(number), 0) from page where document_id = :id")
            .bind("id", document.value())
            .mapTo(Integer.class)
            .one());
  }

  /// Drops all pages kept so far, in the caller's transaction.
  public void drop(Handle transaction, DocumentId document) {
    transaction.execute("delete from page where document_id = ?", document.value());
  }

  /// Whether any page has text that can be searched.
  public boolean hasText(DocumentId document) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select exists (select 1 from page where document_id = :id and markdown ~ '\\S')")
            .bind("id", document.value())
            .mapTo(Boolean.class)
            .one());
  }

  /// Some pages in their order.
  ///
  /// @param first the number of the first one
  public List<Page> from(DocumentId document, int first, int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + COLUMNS
                    + " from page"
                    + " where document_id = :id and number >= :first order by number limit :limit")
            .bind("id", document.value())
            .bind("first", first)
            .bind("limit", limit)
            .map(PAGE)
            .list());
  }

  /// One page, counted from 1.
  public Optional<Page> page(DocumentId document, int number) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + COLUMNS
                    + " from page"
                    + " where document_id = :id and number = :number")
            .bind("id", document.value())
            .bind("number", number)
            .map(PAGE)
            .findOne());
  }
}
