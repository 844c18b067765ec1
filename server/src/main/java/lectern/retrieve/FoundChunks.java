package lectern.retrieve;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.TextRange;
import lectern.index.SearchIndex.Hit;
import lectern.store.Documents;
import org.jdbi.v3.core.Handle;

/// Reads what the index found, over one connection: a query for any number of chunks, and a query
/// for the pages they stand on. What was deleted since it was found is left out.
final class FoundChunks {
  private static final String CHUNKS =
      "select score, ordinal, page, range_start, range_end, headings, table_header, "
          + Documents.COLUMNS
          + " from unnest(:documents, :ordinals, :scores) with ordinality"
          + " as hit (document_id, ordinal, score, rank)"
          + " join chunk using (document_id, ordinal) join document on id = document_id"
          + " order by rank";

  private static final String PAGES =
      "select document_id, number, markdown from unnest(:documents, :pages)"
          + " as place (document_id, number) join page using (document_id, number)";

  private final Handle handle;

  FoundChunks(Handle handle) {
    this.handle = handle;
  }

  /// A chunk without its text, which is cut from its page.
  record FoundChunk(
      Document document,
      int ordinal,
      Place place,
      TextRange range,
      List<String> headings,
      String tableHeader,
      double score) {

    private static FoundChunk of(ResultSet row) throws SQLException {
      var document = Documents.document(row);
      return new FoundChunk(
          document,
          row.getInt("ordinal"),
          new Place(document.id(), row.getInt("page")),
          new TextRange(row.getInt("range_start"), row.getInt("range_end")),
          List.of((String[]) row.getArray("headings").getArray()),
          row.getString("table_header"),
          row.getDouble("score"));
    }
  }

  /// A page of a document, counted from 1.
  record Place(DocumentId document, int page) {}

  /// The chunks of some hits, in their order.
  List<FoundChunk> of(List<Hit> hits) {
    return handle
        .createQuery(CHUNKS)
        .bind("documents", hits.stream().map(hit -> hit.document().value()).toArray(UUID[]::new))
        .bind("ordinals", hits.stream().map(Hit::ordinal).toArray(Integer[]::new))
        .bind("scores", hits.stream().map(Hit::score).toArray(Double[]::new))
        .map((row, _) -> FoundChunk.of(row))
        .list();
  }

  /// The Markdown of some pages. Whole pages: a range counts UTF-16 units, and PostgreSQL's
  /// `substring` counts characters, of which some are two units.
  Map<Place, String> pages(Set<Place> places) {
    var texts = new HashMap<Place, String>();
    handle
        .createQuery(PAGES)
        .bind("documents", places.stream().map(it -> it.document().value()).toArray(UUID[]::new))
        .bind("pages", places.stream().map(Place::page).toArray(Integer[]::new))
        .map((row, _) -> Map.entry(place(row), row.getString("markdown")))
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue()));
    return texts;
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(
        new DocumentId(row.getObject("document_id", UUID.class)), row.getInt("number"));
  }
}
