package lectern.document;

/// A run of characters in a page's Markdown: from `start` (included) to `end` (excluded), counted
/// from 0 in UTF-16 units, as {@link String#substring(int, int)} does.
public record TextRange(int start, int end) {

  public TextRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a range: %d to %d".formatted(start, end));
    }
  }

  public int length() {
    return end - start;
  }

  public boolean contains(TextRange other) {
    return start <= other.start && other.end <= end;
  }

  /// The characters of this range.
  ///
  /// @throws StringIndexOutOfBoundsException when the range is not inside the text
  public String of(String text) {
    return text.substring(start, end);
  }
}
