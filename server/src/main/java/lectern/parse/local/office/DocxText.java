package lectern.parse.local.office;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reads the characters of a Word document: runs, with their tabs, breaks and marks of notes.
final class DocxText {
  private final DocxNotes notes;
  private final Set<String> marks = new LinkedHashSet<>();

  DocxText(DocxNotes notes) {
    this.notes = notes;
  }

  /// Uses up the current element, which is a part of a paragraph, and adds its text.
  ///
  /// @param boxes takes the text boxes, which may be anchored anywhere
  void run(Xml xml, StringBuilder text, Boxes boxes) throws IOException {
    switch (xml.name()) {
      case "t" -> text.append(xml.text());
      case "tab", "ptab" -> add(xml, text, "\t");
      case "br", "cr" -> add(xml, text, "\n");
      case "noBreakHyphen" -> add(xml, text, "-");
      case "footnoteReference" -> mark(xml, text, "");
      case "endnoteReference" -> mark(xml, text, "e");
      case "txbxContent" -> boxes.box(xml);
      // What is deleted, moved away, or said about the text and not in it.
      case "del", "moveFrom", "delText", "instrText", "Fallback", "pPr", "rPr", "sdtPr", "rt" ->
          xml.skip();
      default -> {
        while (xml.nextChild()) {
          run(xml, text, boxes);
        }
      }
    }
  }

  /// What becomes of a text box; the current element is its content.
  @FunctionalInterface
  interface Boxes {
    void box(Xml content) throws IOException;
  }

  /// Uses up the current element, whatever blocks it holds, and tells its text in one line.
  String flat(Xml xml) throws IOException {
    var text = new StringBuilder();
    flat(xml, text);
    return text.toString().replaceAll("\\s+", " ").strip();
  }

  private void flat(Xml xml, StringBuilder text) throws IOException {
    switch (xml.name()) {
      case "del", "moveFrom", "Fallback", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr" -> xml.skip();
      case "p" -> {
        while (xml.nextChild()) {
          run(xml, text, box -> flat(box, text));
        }
        text.append(' ');
      }
      default -> {
        while (xml.nextChild()) {
          flat(xml, text);
        }
      }
    }
  }

  /// The notes referred to since the last call, each as a block of Markdown.
  List<String> takeNotes() {
    List<String> blocks = new ArrayList<>();
    for (String mark : marks) {
      blocks.add("[^" + mark + "]: " + notes.text(mark));
    }
    marks.clear();
    return blocks;
  }

  private static void add(Xml xml, StringBuilder text, String character) throws IOException {
    text.append(character);
    xml.skip();
  }

  private void mark(Xml xml, StringBuilder text, String prefix) throws IOException {
    String mark = prefix + xml.attribute("id").orElse("");
    if (!notes.text(mark).isEmpty()) {
      marks.add(mark);
      text.append("[^").append(mark).append(']');
    }
    xml.skip();
  }
}
