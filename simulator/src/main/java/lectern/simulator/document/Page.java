package lectern.simulator.document;

import java.util.List;

/// One page of a document.
///
/// @param number from 1, in the document
/// @param width in points
/// @param height in points
/// @param text as it stands on the page, line by line
/// @param items what the page is made of, from top to bottom
public record Page(int number, double width, double height, String text, List<Item> items) {
  /// "Text per page: 64 KB": beyond it the real service leaves text out without a word.
  static final int TEXT_LIMIT_CHARS = 64 * 1024;

  // US Letter in points: what files without a page size are laid on
  private static final double LETTER_WIDTH = 612;
  private static final double LETTER_HEIGHT = 792;

  public Page {
    text = text.length() > TEXT_LIMIT_CHARS ? text.substring(0, TEXT_LIMIT_CHARS) : text;
    items = List.copyOf(items);
  }

  /// A page of a file that knows no page size.
  static Page letter(int number, String text, List<Item> items) {
    return new Page(number, LETTER_WIDTH, LETTER_HEIGHT, text, items);
  }

  /// How much memory it takes, roughly, in characters.
  public long chars() {
    return text.length() + items.stream().mapToLong(Item::chars).sum();
  }
}
