package lectern.simulator.document;

import java.util.List;
import java.util.Optional;

/// A piece of a page. Its place is known for files that have a layout.
public sealed interface Item {
  /// Where it stands on the page.
  Optional<Box> box();

  /// How long it is, in characters.
  long chars();

  /// A rectangle in points, from the top left corner of the page.
  record Box(double x, double y, double width, double height) {
    /// The smallest rectangle around both.
    Box around(Box other) {
      var left = Math.min(x, other.x);
      var top = Math.min(y, other.y);
      var right = Math.max(x + width, other.x + other.width);
      var bottom = Math.max(y + height, other.y + other.height);
      return new Box(left, top, right - left, bottom - top);
    }
  }

  /// A paragraph.
  record Text(String text, Optional<Box> box) implements Item {
    @Override
    public long chars() {
      return text.length();
    }
  }

  /// A heading.
  ///
  /// @param level from 1, the highest
  record Heading(int level, String text, Optional<Box> box) implements Item {
    @Override
    public long chars() {
      return text.length();
    }
  }

  /// A table without merged cells; the first row is taken for its head.
  record Table(List<List<String>> rows, Optional<Box> box) implements Item {
    public Table {
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public long chars() {
      return rows.stream().flatMap(List::stream).mapToLong(String::length).sum();
    }
  }
}
