package lectern.parse.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lectern.document.Format;
import lectern.document.Page;
import lectern.parse.PageSink;

/// Keeps what a parser hands over.
public final class CollectedPages implements PageSink {
  public final List<Page> pages = new ArrayList<>();
  public Optional<Format> format = Optional.empty();
  public OptionalInt pageCount = OptionalInt.empty();

  @Override
  public void opened(Format opened, OptionalInt count) {
    format = Optional.of(opened);
    pageCount = count;
  }

  @Override
  public void page(Page page) {
    pages.add(page);
  }

  public String markdown(int number) {
    return pages.get(number - 1).markdown();
  }

  public String all() {
    return String.join("\n\n=====\n\n", pages.stream().map(Page::markdown).toList());
  }
}
