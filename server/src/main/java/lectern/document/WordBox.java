package lectern.document;

/// Where a word stands on the picture of its page: the characters it has in the page's Markdown,
/// and its box in points (1/72 inch) from the upper left corner of the page as it is shown.
public record WordBox(TextRange range, float left, float top, float width, float height) {}
