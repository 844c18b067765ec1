package lectern.simulator.llamaparse;

import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import lectern.simulator.document.DocumentReader;
import lectern.simulator.document.PageChoice;

/// Reads lists of pages such as `1,3,5-10`. Duplicates are taken once: the documentation
/// contradicts itself on them.
final class Pages {
  private static final Pattern RANGE =
      Pattern.compile("\\s*(\\d{1,6})\\s*(?:-\\s*(\\d{1,6})\\s*)?");

  private Pages() {}

  /// From which number pages are counted.
  enum Counting {
    /// As v2 does.
    FROM_ONE,
    /// As v1 does.
    FROM_ZERO;

    private int first() {
      return this == FROM_ONE ? 1 : 0;
    }
  }

  /// The pages of the list; empty if it is malformed. One page more than is ever read is kept of
  /// longer lists: enough to find them too long.
  static Optional<PageChoice> read(String list, Counting counting) {
    var pages = new TreeSet<Integer>();
    for (var part : list.split(",", -1)) {
      var range = RANGE.matcher(part);
      if (!range.matches()) {
        return Optional.empty();
      }
      var first = Integer.parseInt(range.group(1));
      var last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      if (first < counting.first() || last < first) {
        return Optional.empty();
      }
      for (var page = first; page <= last && pages.size() <= DocumentReader.PAGE_LIMIT; page++) {
        pages.add(page - counting.first() + 1);
      }
    }
    return Optional.of(PageChoice.of(pages));
  }
}
