package lectern.parse.local.pdf;

/// A straight line that a page draws along or across its rows, on the page as it is shown.
///
/// @param at distance from the page's upper edge if level, from its left edge if upright, in points
/// @param span from where to where
record Rule(Way way, float at, Span span) {
  enum Way {
    LEVEL,
    UPRIGHT
  }

  /// Whether two lines of different ways touch or cross.
  boolean meets(Rule other, float slack) {
    return way != other.way
        && at >= other.span.left() - slack
        && at <= other.span.right() + slack
        && other.at >= span.left() - slack
        && other.at <= span.right() + slack;
  }
}
