package lectern.parse.local.office;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import lectern.document.Format;
import lectern.parse.PageSink;
import lectern.parse.local.FormatReader;
import lectern.parse.local.ReadLimits;

/// Reads a Word document: first what stands in the headers, once; then its headings, paragraphs,
/// lists and tables, each footnote below the block that refers to it; last the footers, once.
/// Changes that are still tracked are read as if they were accepted.
public final class DocxReader implements FormatReader {

  @Override
  public void read(Path file, ReadLimits limits, int afterPage, PageSink pages) throws IOException {
    try (ZipParts parts = ZipParts.open(file, limits)) {
      String main = OfficeParts.main(parts, "word/document.xml");
      pages.opened(Format.DOCX, OptionalInt.empty());
      var styles = DocxStyles.of(parts, OfficeParts.of(parts, main, "styles"));
      var numbering = DocxNumbering.of(parts, OfficeParts.of(parts, main, "numbering"));
      var text = new DocxText(DocxNotes.of(parts, main));
      var out = PageWriter.cutting(pages, afterPage, PageWriter.USUAL_CHARS);
      repeated(parts, main, "header", text).forEach(out::paragraph);
      var body = new DocxBody(styles, numbering, text, out);
      try (Xml xml = parts.xml(main)) {
        body.write(xml);
      }
      repeated(parts, main, "footer", text).forEach(out::paragraph);
      out.breakPage();
    }
  }

  /// The different texts in the headers or footers of all sections. A mere page number is none.
  private static Set<String> repeated(ZipParts parts, String main, String type, DocxText text)
      throws IOException {
    Set<String> texts = new LinkedHashSet<>();
    for (String part : OfficeParts.allOf(parts, main, type)) {
      try (Xml xml = parts.xml(part)) {
        String line = text.flat(xml);
        if (line.chars().anyMatch(Character::isLetter)) {
          texts.add(line);
        }
      }
    }
    return texts;
  }
}
