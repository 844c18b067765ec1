package lectern.parse.local.pdf;

/// A stretch along the line, in points: the width of a column.
record Span(float left, float right) {

  float centre() {
    return (left + right) / 2;
  }

  float width() {
    return right - left;
  }

  /// How much both share; negative by the distance between them.
  float shared(Span other) {
    return Math.min(right, other.right) - Math.max(left, other.left);
  }

  Span with(Span other) {
    return new Span(Math.min(left, other.left), Math.max(right, other.right));
  }
}
