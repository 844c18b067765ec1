package lectern.parse.local.office;

import java.io.IOException;
import java.util.Optional;

/// What a paragraph of a Word document, or a style, says about itself.
final class DocxParagraphProperties {
  private String style = "";
  private Optional<Integer> outline = Optional.empty();
  private Optional<DocxNumber> number = Optional.empty();

  /// Uses up the current `pPr`.
  void read(Xml xml) throws IOException {
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "pStyle" -> {
          style = xml.attribute("val").orElse("");
          xml.skip();
        }
        case "outlineLvl" -> {
          outline = digit(xml);
          xml.skip();
        }
        case "numPr" -> number = number(xml);
        default -> xml.skip();
      }
    }
  }

  /// The id of the style; empty for the usual one.
  String style() {
    return style;
  }

  /// The level in the outline, counted from 0; 9 is body text.
  Optional<Integer> outline() {
    return outline;
  }

  Optional<DocxNumber> number() {
    return number;
  }

  private static Optional<DocxNumber> number(Xml xml) throws IOException {
    Optional<String> list = Optional.empty();
    int level = 0;
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "numId" -> list = xml.attribute("val");
        case "ilvl" -> level = digit(xml).orElse(0);
        default -> {
          // Tracked changes of the numbering.
        }
      }
      xml.skip();
    }
    int found = level;
    return list.map(id -> new DocxNumber(id, found));
  }

  private static Optional<Integer> digit(Xml xml) {
    return xml.attribute("val").filter(value -> value.matches("[0-9]")).map(Integer::valueOf);
  }
}
