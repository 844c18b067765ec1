package lectern.parse;

import lectern.document.Failure;

/// How reading a file ended.
public sealed interface Parsing {

  /// All pages were handed over.
  ///
  /// @param pages how many the document has; at least 1
  /// @param unreadPictures how many of them are pictures that nothing could read
  record Parsed(int pages, int unreadPictures) implements Parsing {}

  /// No more pages will come; those handed over before are not to be used.
  record Failed(Failure failure) implements Parsing {}
}
