package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.List;
import lectern.document.Failure.Reason;
import lectern.document.TextRange;
import lectern.document.WordBox;
import lectern.parse.local.UnreadableFile;

/// The Markdown of a page while it is written, and where each of its words stands.
final class MarkdownPage {
  private final int maxChars;
  private final StringBuilder markdown = new StringBuilder();
  private final List<WordBox> boxes = new ArrayList<>();

  MarkdownPage(int maxChars) {
    this.maxChars = maxChars;
  }

  /// Begins a block: an empty line parts it from the one before.
  MarkdownPage block() {
    return breakBefore("\n\n");
  }

  /// Begins a line of the same block: a row, or an item of a list.
  MarkdownPage line() {
    return breakBefore("\n");
  }

  private MarkdownPage breakBefore(String lineBreak) {
    if (!markdown.isEmpty()) {
      append(lineBreak);
    }
    return this;
  }

  /// Writes marks that are not words of the page.
  MarkdownPage marks(String marks) {
    append(marks);
    return this;
  }

  /// Writes a word at the end, with its box.
  MarkdownPage word(String word, Box box) {
    int start = markdown.length();
    append(word);
    boxes.add(
        new WordBox(
            new TextRange(start, markdown.length()),
            box.left(),
            box.top(),
            box.width(),
            box.height()));
    return this;
  }

  private void append(String text) {
    if (markdown.length() + text.length() > maxChars) {
      throw new UnreadableFile(
          Reason.TOO_LARGE, "A page has more than %,d characters.".formatted(maxChars));
    }
    markdown.append(text);
  }

  String markdown() {
    return markdown.toString();
  }

  List<WordBox> boxes() {
    return List.copyOf(boxes);
  }
}
