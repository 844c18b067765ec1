package lectern.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import lectern.document.Chunk;
import lectern.document.DocumentId;
import lectern.document.TextRange;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The chunks of documents. Their text is not stored twice: it is cut from its page.
public final class Chunks {
  private static final String SELECT =
      "select c.ordinal, c.page, c.range_start, c.range_end, c.headings, c.table_header, p.markdown"
          + " from chunk c join page p on p.document_id = c.document_id and p.number = c.page"
          + " where c.document_id = :document ";

  private final Jdbi jdbi;

  public Chunks(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Keeps chunks, in the caller's transaction.
  public void append(Handle transaction, DocumentId document, List<Chunk> chunks) {
    var insert =
        transaction.prepareBatch(
            "insert into chunk"
                + " (document_id, ordinal, page, range_start, range_end, headings, table_header)"
                + " values (:document, :ordinal, :page, :start, :end, :headings, :header)");
    for (var chunk : chunks) {
      insert
          .bind("document", document.value())
          .bind("ordinal", chunk.ordinal())
          .bind("page", chunk.page())
          .bind("start", chunk.range().start())
          .bind("end", chunk.range().end())
          .bind("headings", chunk.headings().toArray(String[]::new))
          .bind("header", chunk.tableHeader())
          .add();
    }
    insert.execute();
  }

  /// Up to `limit` chunks from `firstOrdinal` on, in order.
  public List<Chunk> from(DocumentId document, int firstOrdinal, int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(SELECT + "and c.ordinal >= :first order by c.ordinal limit :limit")
            .bind("document", document.value())
            .bind("first", firstOrdinal)
            .bind("limit", limit)
            .map((row, _) -> chunk(row))
            .list());
  }

  /// One chunk; empty when its document was deleted since it was found.
  public Optional<Chunk> chunk(DocumentId document, int ordinal) {
    return from(document, ordinal, 1).stream().filter(c -> c.ordinal() == ordinal).findFirst();
  }

  /// How many chunks a document has.
  public int count(DocumentId document) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select count(*) from chunk where document_id = :document")
            .bind("document", document.value())
            .mapTo(Integer.class)
            .one());
  }

  private static Chunk chunk(ResultSet row) throws SQLException {
    var range = new TextRange(row.getInt("range_start"), row.getInt("range_end"));
    var headings = (String[]) row.getArray("headings").getArray();
    return new Chunk(
        row.getInt("ordinal"),
        row.getInt("page"),
        range,
        range.of(row.getString("markdown")),
        List.of(headings),
        row.getString("table_header"));
  }
}
