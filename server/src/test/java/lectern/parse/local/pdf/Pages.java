package lectern.parse.local.pdf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lectern.document.Format;
import lectern.document.Page;
import lectern.document.WordBox;
import lectern.parse.PageSink;
import lectern.parse.local.ReadLimits;

/// Keeps the pages that a reader hands over.
final class Pages implements PageSink {
  final List<Page> pages = new ArrayList<>();
  OptionalInt count = OptionalInt.empty();

  static Pages of(Path file) throws IOException {
    var pages = new Pages();
    new PdfReader(Optional.empty()).read(file, ReadLimits.DEFAULT, 0, pages);
    return pages;
  }

  /// The Markdown of the first page.
  static String markdown(Path file) throws IOException {
    return of(file).pages.getFirst().markdown();
  }

  static WordBox box(Page page, String word) {
    return page.words().stream()
        .filter(box -> box.range().of(page.markdown()).equals(word))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void opened(Format format, OptionalInt pageCount) {
    count = pageCount;
  }

  @Override
  public void page(Page page) {
    pages.add(page);
  }
}
