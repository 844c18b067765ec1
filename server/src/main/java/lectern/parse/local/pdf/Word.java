package lectern.parse.local.pdf;

import java.util.regex.Pattern;

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

  private static final Pattern PUNCTUATION = Pattern.compile("[.,:;!?]{1,2}");

  /// In ems: the narrowest space between words.
  private static final float SPACE = 0.14f;

  /// The letters as the reader sees them.
  String shown() {
    return text.replace(Letters.SOFT_HYPHEN, '-');
  }

  /// Whether a sign belongs to the word before it, as a colon after a raised mark does.
  boolean clingsTo(Word before) {
    float gap = left - before.right;
    return PUNCTUATION.matcher(text).matches() && gap > -size && gap < SPACE * size;
  }

  boolean isBold() {
    return weight == Glyph.Weight.BOLD;
  }

  float width() {
    return right - left;
  }
}
