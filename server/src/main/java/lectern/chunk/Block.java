package lectern.chunk;

import java.util.List;
import java.util.Optional;
import lectern.document.TextRange;

/// A piece of a page's Markdown that its writer set apart. Ranges begin and end with a character
/// that is not white space.
sealed interface Block {

  TextRange range();

  /// @param title plain text, never empty
  record Heading(TextRange range, int level, String title) implements Block {}

  /// A paragraph, a list item, a quotation: anything that is read in sentences.
  record Prose(TextRange range) implements Block {}

  /// Fenced code with its fences; read in lines.
  record Code(TextRange range) implements Block {}

  /// @param rows the rows below the header, each a line; may be empty when there is a head
  record Table(TextRange range, Optional<Head> head, List<TextRange> rows) implements Block {}

  /// The upper end of a table.
  ///
  /// @param names the header row or rows
  /// @param withRule the same with the `| --- |` line below
  record Head(TextRange names, TextRange withRule) {}
}
