package lectern.parse.local.pdf;

/// A rectangle on the page as it is shown, in points from its upper left corner.
record Box(float left, float top, float width, float height) {}
