package lectern.document;

import java.util.List;

/// A run of a page's text found for a question.
///
/// @param document the document's id and name
/// @param page counted from 1
/// @param text the characters of the range
/// @param headings the path of headings above it, outermost first
/// @param tableHeader the header rows of the table it begins in the middle of; empty otherwise
/// @param score the fused score of its best chunk; comparable only within one result
public record Passage(
    Document document,
    int page,
    TextRange range,
    String text,
    List<String> headings,
    String tableHeader,
    double score) {

  public Passage {
    headings = List.copyOf(headings);
  }
}
