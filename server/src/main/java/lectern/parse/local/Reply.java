package lectern.parse.local;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import lectern.document.Failure;
import lectern.document.Format;
import lectern.document.Page;

/// What a worker says: {@link Ready} once, then for each request to read {@link Opened}, its {@link
/// PageRead}s and {@link Done}, and for each to draw {@link Drawn}; or at any point {@link
/// Refused}.
sealed interface Reply {

  /// The process has started and takes requests.
  record Ready() implements Reply {}

  /// The file is of this format and can be opened.
  record Opened(Format format, OptionalInt pageCount) implements Reply {}

  /// The next page.
  record PageRead(Page page) implements Reply {}

  /// All pages were sent.
  record Done(int pages, int unreadPictures) implements Reply {}

  /// The picture of the page, as PNG.
  record Drawn(ByteBuffer png) implements Reply {}

  /// The file cannot be read; the worker is fit for another.
  record Refused(Failure failure) implements Reply {}
}
