package lectern.parse.local.pdf;

/// Letters without a gap, in the frame of their turn, with their box on the page as shown. A soft
/// hyphen stands at its end only.
record Word(
    String text,
    float left,
    float right,
    float baseline,
    float size,
    Glyph.Weight weight,
    Box box) {

  /// The letters as the reader sees them.
  String shown() {
    return text.replace(Letters.SOFT_HYPHEN, '-');
  }

  boolean isBold() {
    return weight == Glyph.Weight.BOLD;
  }

  float width() {
    return right - left;
  }
}
