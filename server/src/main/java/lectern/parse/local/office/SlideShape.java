package lectern.parse.local.office;

import java.util.List;

/// Something on a slide that holds text.
sealed interface SlideShape {

  /// @param level 0 for an outermost bullet
  record Paragraph(int level, String text) {}

  /// The slide's title, which is written before everything else.
  record Title(String text) implements SlideShape {}

  /// The place for the slide's bullets.
  record Body(List<Paragraph> paragraphs) implements SlideShape {}

  /// A text put anywhere on the slide.
  record TextBox(List<Paragraph> paragraphs) implements SlideShape {}

  record Table(List<List<String>> rows) implements SlideShape {}

  default void write(PageWriter out) {
    switch (this) {
      case Title _ -> {
        // Written already.
      }
      case Body(List<Paragraph> paragraphs) ->
          paragraphs.forEach(paragraph -> out.item(paragraph.level(), "-", paragraph.text()));
      case TextBox(List<Paragraph> paragraphs) ->
          paragraphs.forEach(paragraph -> out.paragraph(paragraph.text()));
      case Table(List<List<String>> rows) -> out.table(rows);
    }
  }
}
