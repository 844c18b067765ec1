package lectern.parse.local.office;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes the body of a Word document block by block.
final class DocxBody {
  private final DocxStyles styles;
  private final DocxNumbering numbering;
  private final DocxText text;
  private final PageWriter out;

  DocxBody(DocxStyles styles, DocxNumbering numbering, DocxText text, PageWriter out) {
    this.styles = styles;
    this.numbering = numbering;
    this.text = text;
    this.out = out;
  }

  /// Uses up the current element, which holds blocks.
  void write(Xml xml) throws IOException {
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "p" -> paragraph(xml);
        case "tbl" -> table(xml);
        case "sectPr", "sdtPr", "del", "moveFrom", "Fallback" -> xml.skip();
        default -> write(xml);
      }
    }
  }

  private void paragraph(Xml xml) throws IOException {
    var properties = new DocxParagraphProperties();
    var written = new StringBuilder();
    List<String> boxes = new ArrayList<>();
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "pPr" -> properties.read(xml);
        default -> text.run(xml, written, box -> boxes.add(text.flat(box)));
      }
    }
    if (!written.toString().isBlank() && !styles.isContents(properties.style())) {
      block(properties, written.toString().strip());
    }
    boxes.forEach(out::paragraph);
    text.takeNotes().forEach(out::paragraph);
  }

  private void block(DocxParagraphProperties properties, String written) {
    Optional<DocxNumber> number = properties.number().or(() -> styles.number(properties.style()));
    Optional<String> label = number.flatMap(numbering::next);
    Optional<Integer> heading =
        properties
            .outline()
            .filter(level -> level < 9)
            .map(level -> level + 1)
            .or(() -> styles.headingLevel(properties.style()));
    if (heading.isPresent()) {
      String prefix = label.filter(it -> !it.equals("-")).map(it -> it + " ").orElse("");
      out.heading(heading.get(), prefix + written);
    } else if (label.isPresent()) {
      item(number.map(DocxNumber::level).orElse(0), label.get(), written);
    } else {
      out.paragraph(written);
    }
  }

  /// Markdown knows bullets and plain numbers; another label is part of a bullet's text.
  private void item(int level, String label, String written) {
    boolean isMarkdown = label.equals("-") || label.matches("\\d{1,9}\\.");
    out.item(
        level, isMarkdown ? label : "-", isMarkdown ? written : (label + " " + written).strip());
  }

  private void table(Xml xml) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows(xml, rows);
    if (MarkdownTable.columns(rows) == 1) {
      // A frame around text, not a table.
      rows.forEach(row -> out.paragraph(String.join(" ", row)));
    } else {
      out.table(rows);
    }
    text.takeNotes().forEach(out::paragraph);
  }

  private void rows(Xml xml, List<List<String>> rows) throws IOException {
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "tr" -> {
          List<String> row = new ArrayList<>();
          cells(xml, row);
          if (row.stream().anyMatch(cell -> !cell.isEmpty())) {
            rows.add(row);
          }
        }
        case "sdt", "sdtContent", "customXml", "ins" -> rows(xml, rows);
        default -> xml.skip();
      }
    }
  }

  private void cells(Xml xml, List<String> row) throws IOException {
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "tc" -> cell(xml, row);
        case "sdt", "sdtContent", "customXml" -> cells(xml, row);
        default -> xml.skip();
      }
    }
  }

  private void cell(Xml xml, List<String> row) throws IOException {
    int columns = 1;
    var written = new StringBuilder();
    while (xml.nextChild()) {
      if (xml.name().equals("tcPr")) {
        columns = span(xml);
      } else {
        written.append(text.flat(xml)).append(' ');
      }
    }
    row.add(written.toString().strip());
    for (int i = 1; i < columns; i++) {
      row.add("");
    }
  }

  /// Word allows 63 columns.
  private static int span(Xml xml) throws IOException {
    int columns = 1;
    while (xml.nextChild()) {
      if (xml.name().equals("gridSpan")) {
        String value = xml.attribute("val").orElse("1");
        columns = value.matches("\\d{1,2}") ? Math.clamp(Integer.parseInt(value), 1, 63) : 1;
      }
      xml.skip();
    }
    return columns;
  }
}
