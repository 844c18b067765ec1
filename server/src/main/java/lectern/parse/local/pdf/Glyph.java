package lectern.parse.local.pdf;

/// One drawn character (or ligature) in the frame of its turn.
///
/// @param text its letters; blank for a space
/// @param left where it begins along the line
/// @param right where the next one is expected to begin
/// @param baseline across the page
/// @param size the em as drawn, in points, whatever the producer calls its font size
record Glyph(
    String text, float left, float right, float baseline, float size, Weight weight, Turn turn) {

  enum Weight {
    REGULAR,
    BOLD
  }

  boolean isBlank() {
    return text.isBlank();
  }

  float width() {
    return right - left;
  }
}
