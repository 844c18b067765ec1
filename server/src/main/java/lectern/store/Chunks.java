package lectern.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lectern.document.Chunk;
import lectern.document.DocumentId;
import lectern.document.TextRange;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The chunks of documents. Their text is not stored twice: it is cut from its page.
public final class Chunks {
  private static final String SELECT =
      "select ordinal, page, range_start, range_end, headings, table_header from chunk"
          + " where document_id = :document ";

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
    return jdbi.withHandle(handle -> {
      var rows =
          handle
              .createQuery(SELECT + "and ordinal >= :first order by ordinal limit :limit")
              .bind("document", document.value())
              .bind("first", firstOrdinal)
              .bind("limit", limit)
              .map((row, _) -> Row.of(row))
              .list();
      var pages = texts(handle, document, rows);
      return rows.stream().map(row -> row.cutFrom(pages.get(row.page()))).toList();
    });
  }

  /// The Markdown of the pages that some chunks stand on, each read once.
  private static Map<Integer, String> texts(Handle handle, DocumentId document, List<Row> rows) {
    var texts = new HashMap<Integer, String>();
    handle
        .createQuery(
            "select number, markdown from page where document_id = :document"
                + " and number = any(:pages)")
        .bind("document", document.value())
        .bind("pages", rows.stream().map(Row::page).distinct().toArray(Integer[]::new))
        .map((row, _) -> Map.entry(row.getInt("number"), row.getString("markdown")))
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue()));
    return texts;
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

  /// A chunk as it is stored, without its text.
  private record Row(
      int ordinal, int page, TextRange range, List<String> headings, String tableHeader) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getInt("ordinal"),
          row.getInt("page"),
          new TextRange(row.getInt("range_start"), row.getInt("range_end")),
          List.of((String[]) row.getArray("headings").getArray()),
          row.getString("table_header"));
    }

    Chunk cutFrom(@Nullable String markdown) {
      var text = range.of(Objects.requireNonNull(markdown, "a foreign key keeps the page"));
      return new Chunk(ordinal, page, range, text, headings, tableHeader);
    }
  }
}
