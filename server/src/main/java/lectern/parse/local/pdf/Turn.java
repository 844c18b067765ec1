package lectern.parse.local.pdf;

import lectern.parse.local.pdf.Sheet.Spot;

/// The way a line of text runs on the page as it is shown. Layout is found in a text's own frame:
/// `along` grows in the direction of reading, `across` from each line to the next.
enum Turn {
  RIGHTWARD,
  DOWNWARD,
  UPSIDE_DOWN,
  UPWARD;

  /// @param dx to the right, on the page as shown
  /// @param dy downwards, on the page as shown
  static Turn of(float dx, float dy) {
    if (Math.abs(dx) >= Math.abs(dy)) {
      return dx >= 0 ? RIGHTWARD : UPSIDE_DOWN;
    }
    return dy > 0 ? DOWNWARD : UPWARD;
  }

  float along(Sheet sheet, Spot spot) {
    return switch (this) {
      case RIGHTWARD -> spot.x();
      case DOWNWARD -> spot.y();
      case UPSIDE_DOWN -> sheet.width() - spot.x();
      case UPWARD -> sheet.height() - spot.y();
    };
  }

  float across(Sheet sheet, Spot spot) {
    return switch (this) {
      case RIGHTWARD -> spot.y();
      case DOWNWARD -> sheet.width() - spot.x();
      case UPSIDE_DOWN -> sheet.height() - spot.y();
      case UPWARD -> spot.x();
    };
  }

  /// The extent of the page across the lines of this turn.
  float depth(Sheet sheet) {
    return this == RIGHTWARD || this == UPSIDE_DOWN ? sheet.height() : sheet.width();
  }

  /// Turns a rectangle of this frame back to the page as shown.
  Box box(Sheet sheet, Box frame) {
    float right = frame.left() + frame.width();
    float bottom = frame.top() + frame.height();
    return switch (this) {
      case RIGHTWARD -> frame;
      case DOWNWARD -> new Box(sheet.width() - bottom, frame.left(), frame.height(), frame.width());
      case UPSIDE_DOWN ->
          new Box(sheet.width() - right, sheet.height() - bottom, frame.width(), frame.height());
      case UPWARD -> new Box(frame.top(), sheet.height() - right, frame.height(), frame.width());
    };
  }
}
