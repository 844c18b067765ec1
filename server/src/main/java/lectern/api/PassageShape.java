package lectern.api;

import java.util.List;
import lectern.document.Passage;
import lectern.document.TextRange;

/// A passage, as search and answers show it.
record PassageShape(
    String documentId,
    String document,
    int page,
    TextRange range,
    List<String> headings,
    String text,
    String tableHeader,
    double score) {

  static PassageShape of(Passage passage) {
    return new PassageShape(
        passage.document().id().toString(),
        passage.document().name(),
        passage.page(),
        passage.range(),
        passage.headings(),
        passage.text(),
        passage.tableHeader(),
        passage.score());
  }

  /// Where a passage stands, without what stands there: enough to show what is being read.
  record Outline(String documentId, String document, int page, TextRange range, double score) {}

  Outline outline() {
    return new Outline(documentId, document, page, range, score);
  }
}
