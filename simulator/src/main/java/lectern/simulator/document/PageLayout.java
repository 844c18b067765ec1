package lectern.simulator.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.simulator.document.Item.Box;
import lectern.simulator.document.PageLines.Line;

/// Guesses what the lines of a page are: large letters are headings, rows of short cells are
/// tables, the rest are paragraphs. Simple rules that a reader of a test can foresee, not a model.
final class PageLayout {
  /// How much larger than the page's usual letters a heading's are, by level.
  private static final double[] HEADING = {1.7, 1.35, 1.15};

  /// Lines further apart than so many times their letters belong to different paragraphs.
  private static final double PARAGRAPH_GAP = 1.1;

  /// A longer cell is a column of prose, in characters.
  private static final int CELL_LIMIT_CHARS = 60;

  private final double usual;
  private final List<Item> items = new ArrayList<>();
  private final List<Line> open = new ArrayList<>();
  private Kind kind = Kind.TEXT;

  private enum Kind {
    HEADING,
    ROW,
    TEXT
  }

  private PageLayout(double usual) {
    this.usual = usual;
  }

  static List<Item> items(List<Line> lines) {
    var layout = new PageLayout(usualSize(lines));
    lines.forEach(layout::add);
    layout.close();
    return layout.items;
  }

  /// The size of the letter in the middle, were all letters of the page sorted by size.
  private static double usualSize(List<Line> lines) {
    var letters = lines.stream().mapToLong(line -> line.text().length()).sum();
    var seen = 0L;
    for (var line : lines.stream().sorted((a, b) -> Double.compare(a.size(), b.size())).toList()) {
      seen += line.text().length();
      if (seen * 2 >= letters) {
        return line.size();
      }
    }
    return 0;
  }

  private void add(Line line) {
    var next = kind(line);
    if (!open.isEmpty() && !continues(open.getLast(), line, next)) {
      close();
    }
    kind = next;
    open.add(line);
  }

  private Kind kind(Line line) {
    if (line.cells().size() > 1
        && line.cells().stream().allMatch(cell -> cell.length() <= CELL_LIMIT_CHARS)) {
      return Kind.ROW;
    }
    return level(line).isPresent() ? Kind.HEADING : Kind.TEXT;
  }

  private Optional<Integer> level(Line line) {
    for (var level = 1; level <= HEADING.length; level++) {
      if (usual > 0 && line.size() >= HEADING[level - 1] * usual) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  private boolean continues(Line before, Line line, Kind next) {
    if (next != kind) {
      return false;
    }
    if (next == Kind.ROW) {
      return before.cells().size() == line.cells().size();
    }
    var gap = line.box().y() - before.box().y() - before.box().height();
    return Math.abs(before.size() - line.size()) < 0.5
        && gap >= 0
        && gap <= PARAGRAPH_GAP * line.size();
  }

  private void close() {
    if (!open.isEmpty()) {
      items.add(item());
      open.clear();
    }
  }

  private Item item() {
    var box = open.stream().map(Line::box).reduce(Box::around);
    var text = String.join(" ", open.stream().map(Line::text).toList());
    return switch (kind) {
      case HEADING -> new Item.Heading(level(open.getFirst()).orElse(HEADING.length), text, box);
      case ROW ->
          open.size() > 1
              ? new Item.Table(open.stream().map(Line::cells).toList(), box)
              : new Item.Text(text, box);
      case TEXT -> new Item.Text(text, box);
    };
  }
}
