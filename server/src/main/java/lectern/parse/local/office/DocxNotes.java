package lectern.parse.local.office;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The footnotes and endnotes of a Word document, by the mark that refers to them.
final class DocxNotes {
  private final Map<String, String> byMark = new HashMap<>();

  private DocxNotes() {}

  static DocxNotes of(ZipParts parts, String main) throws IOException {
    var notes = new DocxNotes();
    notes.read(parts, OfficeParts.of(parts, main, "footnotes"), "");
    notes.read(parts, OfficeParts.of(parts, main, "endnotes"), "e");
    return notes;
  }

  /// @param mark as in `[^mark]`: the number of a footnote, or `e` and that of an endnote
  String text(String mark) {
    return byMark.getOrDefault(mark, "");
  }

  private void read(ZipParts parts, String part, String prefix) throws IOException {
    var plain = new DocxText(this);
    try (Xml xml = parts.xml(part)) {
      while (xml.nextChild()) {
        String mark = prefix + xml.attribute("id").orElse("");
        byMark.put(mark, plain.flat(xml));
      }
    }
  }
}
