package lectern.parse;

import java.time.Duration;
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

  /// Nothing is wrong with the document, and nobody can read it now; no page was handed over.
  ///
  /// @param reason why, and who can mend it; without a full stop
  /// @param pause after which to try again
  record Later(String reason, Duration pause) implements Parsing {}
}
