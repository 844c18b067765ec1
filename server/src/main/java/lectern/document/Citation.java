package lectern.document;

/// A quotation that stands, letter for letter, on the page it names. It can only be made with that
/// page at hand, so one that is not true does not exist.
///
/// @param range where it stands in the page's Markdown
public record Citation(
    DocumentId document, String documentName, int page, TextRange range, String quotation) {

  /// Quotes a range of a page.
  ///
  /// @throws StringIndexOutOfBoundsException when the range is not on the page
  public static Citation of(Document document, Page page, TextRange range) {
    return new Citation(
        document.id(), document.name(), page.number(), range, range.of(page.markdown()));
  }

  /// Whether the quotation stands on this page where the citation says.
  public boolean standsOn(Page other) {
    return other.number() == page
        && range.end() <= other.markdown().length()
        && other.markdown().startsWith(quotation, range.start())
        && quotation.length() == range.length();
  }
}
