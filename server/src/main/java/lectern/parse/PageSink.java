package lectern.parse;

import java.util.OptionalInt;
import lectern.document.Format;
import lectern.document.Page;

/// Takes the pages of one document, as they come, on the thread that called the parser.
public interface PageSink {

  /// Called once, before the first page.
  ///
  /// @param pageCount how many pages there will be, where the format tells beforehand
  void opened(Format format, OptionalInt pageCount);

  /// Called once for each page, in ascending order of their numbers, without gaps.
  void page(Page page);
}
