package lectern.document;

import java.nio.charset.StandardCharsets;
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
/// @param words boxes in the order of their ranges; empty where the format has no fixed layout, or
///   its parser tells none
/// @param parsedBy who read it: {@link #LOCAL}, or a provider with its tier
public record Page(
    int number, String markdown, List<WordBox> words, Origin origin, String parsedBy) {

  /// The parser of this process.
  public static final String LOCAL = "local";

  /// How the text was obtained.
  public enum Origin {
    /// The file holds the text itself.
    TEXT,
    /// The page is a picture and its text was recognised.
    OCR,
    /// The page is a picture and nothing could read it; its Markdown is empty, or what is stamped
    /// on the picture as text.
    PICTURE
  }

  public Page {
    if (number < 1) {
      throw new IllegalArgumentException("pages count from 1, not " + number);
    }
    markdown = storable(markdown);
    words = List.copyOf(words);
  }

  /// A page that was read in this process.
  public Page(int number, String markdown, List<WordBox> words, Origin origin) {
    this(number, markdown, words, origin, LOCAL);
  }

  /// PostgreSQL keeps neither NUL nor half of a surrogate pair. Both are replaced one for one, so
  /// that ranges stay true.
  private static String storable(String text) {
    if (text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return text;
    }
    var kept = new StringBuilder(text.replace('\0', ' '));
    for (int i = 0; i < kept.length(); i++) {
      if (!Character.isSurrogate(kept.charAt(i))) {
        continue;
      }
      if (i + 1 < kept.length() && Character.isSurrogatePair(kept.charAt(i), kept.charAt(i + 1))) {
        i++;
      } else {
        kept.setCharAt(i, '\uFFFD');
      }
    }
    return kept.toString();
  }

  public boolean isBlank() {
    return markdown.isBlank();
  }
}
