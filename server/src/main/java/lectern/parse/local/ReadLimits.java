package lectern.parse.local;

/// How much one file may unfold into before it is refused.
///
/// @param pages the most pages of one document
/// @param pageChars the most characters of Markdown on one page
/// @param documentChars the most characters of Markdown in one document
public record ReadLimits(int pages, int pageChars, long documentChars) {

  /// 20,000 pages is above every report, manual and law we know of; 1,000,000 characters is 300
  /// printed pages on one; 200,000,000 is the whole of a 20,000-page document with 10,000
  /// characters a page.
  public static final ReadLimits DEFAULT = new ReadLimits(20_000, 1_000_000, 200_000_000);
}
