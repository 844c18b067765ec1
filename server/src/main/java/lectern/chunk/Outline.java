package lectern.chunk;

import java.util.ArrayList;
import java.util.List;

/// Where a document stands between two pages: the headings that the next page is under, and the
/// ordinal of its first chunk. Small, so that a document can be chunked page by page.
///
/// @param path the open headings, outermost first, their levels strictly ascending
/// @param nextOrdinal counted from 0
public record Outline(List<Heading> path, int nextOrdinal) {

  /// @param level 1 to 6, the number of `#` marks
  /// @param title plain text without marks
  public record Heading(int level, String title) {}

  /// Before the first page of a document.
  public static final Outline START = new Outline(List.of(), 0);

  public Outline {
    path = List.copyOf(path);
  }

  /// As Markdown has it: a heading closes all that are open at its own level and deeper.
  Outline above(int level) {
    var open = path.stream().filter(outer -> outer.level() < level).toList();
    return new Outline(open, nextOrdinal);
  }

  Outline under(Heading heading) {
    var open = new ArrayList<>(above(heading.level()).path());
    open.add(heading);
    return new Outline(open, nextOrdinal);
  }

  Outline countingFrom(int ordinal) {
    return new Outline(path, ordinal);
  }
}
