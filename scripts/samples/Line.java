package samples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One line of set text.
///
/// @param words from left to right, without the spaces between them
/// @param width of the words with single spaces, in points
record Line(List<Word> words, float width, Ink ink, Ending ending) {

  /// A run of letters without a space, in one face.
  record Word(String text, Face face) {}

  /// Whether the paragraph goes on: a justified paragraph's last line is not stretched.
  enum Ending {
    WRAPPED,
    LAST
  }

  Line {
    words = List.copyOf(words);
  }

  /// Breaks a text into lines no wider than `width` points. A pair of `**` sets words in bold; a
  /// line feed breaks the line.
  static List<Line> wrap(String text, Ink ink, float width, Fonts fonts) throws IOException {
    List<Line> lines = new ArrayList<>();
    for (String part : text.split("\n")) {
      lines.addAll(wrapped(words(part, ink), ink, width, fonts));
    }
    return lines;
  }

  private static List<Word> words(String text, Ink ink) {
    List<Word> words = new ArrayList<>();
    Face face = ink.face();
    for (String token : text.strip().split(" ")) {
      boolean opens = token.startsWith("**");
      String rest = opens ? token.substring(2) : token;
      face = opens ? ink.face().bold() : face;
      words.add(new Word(rest.replace("**", ""), face));
      face = rest.contains("**") ? ink.face() : face;
    }
    return words;
  }

  private static List<Line> wrapped(List<Word> words, Ink ink, float width, Fonts fonts)
      throws IOException {
    List<Line> lines = new ArrayList<>();
    List<Word> current = new ArrayList<>();
    float used = 0;
    float space = fonts.width(" ", ink.face(), ink.size());
    for (Word word : words) {
      float wide = fonts.width(word.text(), word.face(), ink.size());
      if (!current.isEmpty() && used + space + wide > width) {
        lines.add(new Line(current, used, ink, Ending.WRAPPED));
        current.clear();
        used = 0;
      }
      used += current.isEmpty() ? wide : space + wide;
      current.add(word);
    }
    lines.add(new Line(current, used, ink, Ending.LAST));
    return lines;
  }
}
