package lectern.document;

import java.util.List;

/// One page of a document as Markdown. Its text never changes once stored, so that a range in it
/// can be cited.
///
/// Formats without pages (DOCX, HTML, Markdown, e-mail …) are cut into pages where a block ends; a
/// slide and a sheet are a page each, and a sheet too long for one goes on, with its header row, on
/// the next.
///
/// @param number counted from 1
/// @param markdown GitHub-flavoured Markdown: `#` headings, `-` lists, `|` tables; may be empty
/// @param words boxes in the order of their ranges; empty where the format has no fixed layout
public record Page(int number, String markdown, List<WordBox> words, Origin origin) {

  /// How the text was obtained.
  public enum Origin {
    /// The file holds the text itself.
    TEXT,
    /// The page is a picture and its text was recognised.
    OCR,
    /// The page is a picture and nothing could read it; its Markdown is empty.
    PICTURE
  }

  public Page {
    if (number < 1) {
      throw new IllegalArgumentException("pages count from 1, not " + number);
    }
    words = List.copyOf(words);
  }

  public boolean isBlank() {
    return markdown.isBlank();
  }
}
