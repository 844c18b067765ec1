package lectern.api;

import lectern.agent.Answer.Quotation;
import lectern.document.TextRange;

/// A citation, as answers show it.
///
/// @param number what its marker in the text says, counted from 1
/// @param verified whether the quotation was found, letter for letter, on the page as it is stored
record CitationShape(
    int number,
    String documentId,
    String document,
    int page,
    TextRange range,
    String quotation,
    String heading,
    String tableHeader,
    boolean verified) {

  static CitationShape of(int number, Quotation quotation, boolean verified) {
    var citation = quotation.citation();
    return new CitationShape(
        number,
        citation.document().toString(),
        citation.documentName(),
        citation.page(),
        citation.range(),
        citation.quotation(),
        quotation.heading(),
        quotation.tableHeader(),
        verified);
  }
}
