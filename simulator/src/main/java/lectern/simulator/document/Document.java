package lectern.simulator.document;

import java.util.List;

/// What a file turned out to hold.
public sealed interface Document {
  /// The pages that were asked for, in order.
  ///
  /// @param broken the numbers of those, from 1, that could not be read though the file could
  record Pages(List<Page> pages, List<Integer> broken) implements Document {
    public Pages {
      pages = List.copyOf(pages);
      broken = List.copyOf(broken);
    }

    /// How many there are, read or not.
    public int count() {
      return pages.size() + broken.size();
    }
  }

  /// The file cannot be read at all.
  record Unreadable(Flaw flaw) implements Document {}

  /// Why a file cannot be read.
  enum Flaw {
    /// A PDF that asks for a password.
    PROTECTED,
    /// A PDF that is none, or is damaged beyond repair.
    BROKEN,
    /// More pages are asked for than are read of one file.
    TOO_MANY_PAGES,
    /// The pages asked for hold more text than is kept of one file.
    TOO_LARGE,
    /// None of the pages asked for exists.
    NOTHING_THERE,
    /// A kind of file that is not known.
    UNKNOWN_KIND
  }
}
