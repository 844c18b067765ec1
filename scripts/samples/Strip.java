package samples;

import java.io.IOException;

/// A piece of a column which is never cut: a line of prose, a row of a table.
///
/// @param before the white space above it, in points, dropped at the head of a column
/// @param height in points
record Strip(float before, float height, Bond bond, Drawing drawing) {

  /// Whether a column may end below this strip.
  enum Bond {
    FREE,
    WITH_NEXT
  }

  /// Draws the strip with its upper left corner at the spot.
  interface Drawing {
    void on(Canvas canvas, Spot corner) throws IOException;
  }

  Strip bound(Bond other) {
    return new Strip(before, height, other, drawing);
  }

  Strip after(float points) {
    return new Strip(points, height, bond, drawing);
  }
}
