package lectern.document;

import java.util.List;

/// A run of one page's text that is embedded, indexed and found as one.
///
/// @param ordinal place in the document, counted from 0
/// @param page the page it stands on, counted from 1
/// @param range its characters in that page's Markdown, exactly
/// @param text the characters of the range
/// @param headings the path of headings above it, outermost first, without the `#` marks
/// @param tableHeader the header rows of the table that the chunk begins in the middle of, as they
///   stand in the page; empty otherwise
public record Chunk(
    int ordinal,
    int page,
    TextRange range,
    String text,
    List<String> headings,
    String tableHeader) {

  public Chunk {
    headings = List.copyOf(headings);
    if (range.length() != text.length()) {
      throw new IllegalArgumentException(
          "chunk %d: %d characters for a range of %d"
              .formatted(ordinal, text.length(), range.length()));
    }
  }

  /// The text with what it needs to be understood alone: its headings and its table's header row.
  /// This is what is embedded and searched; citations are made from {@link #text} only.
  public String inContext() {
    var context = new StringBuilder();
    if (!headings.isEmpty()) {
      context.append(String.join(" > ", headings)).append('\n');
    }
    if (!tableHeader.isEmpty()) {
      context.append(tableHeader).append('\n');
    }
    return context.append(text).toString();
  }
}
