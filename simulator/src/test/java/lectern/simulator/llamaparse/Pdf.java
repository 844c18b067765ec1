package lectern.simulator.llamaparse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/// Makes PDFs to be parsed.
final class Pdf {
  private static final PDType1Font FONT = new PDType1Font(Standard14Fonts.FontName.HELVETICA);

  private Pdf() {}

  /// A PDF with so many pages; each has its number in a heading and a line of text.
  static Rig.Upload pages(int count) throws IOException {
    try (var pdf = new PDDocument()) {
      for (var number = 1; number <= count; number++) {
        page(pdf, number);
      }
      return saved(pdf);
    }
  }

  private static void page(PDDocument pdf, int number) throws IOException {
    var page = new PDPage(PDRectangle.LETTER);
    pdf.addPage(page);
    try (var content = new PDPageContentStream(pdf, page)) {
      write(content, new Line(24, 72, 700), "Page " + number);
      write(content, new Line(11, 72, 660), "The text of page " + number + " is here.");
    }
  }

  private record Line(float size, float x, float y) {}

  private static void write(PDPageContentStream content, Line line, String text)
      throws IOException {
    content.beginText();
    content.setFont(FONT, line.size());
    content.newLineAtOffset(line.x(), line.y());
    content.showText(text);
    content.endText();
  }

  /// A PDF with a table of these rows.
  static Rig.Upload table(List<List<String>> rows) throws IOException {
    try (var pdf = new PDDocument()) {
      var page = new PDPage(PDRectangle.LETTER);
      pdf.addPage(page);
      try (var content = new PDPageContentStream(pdf, page)) {
        for (var row = 0; row < rows.size(); row++) {
          for (var cell = 0; cell < rows.get(row).size(); cell++) {
            write(content, new Line(11, 72 + 150 * cell, 700 - 16 * row), rows.get(row).get(cell));
          }
        }
      }
      return saved(pdf);
    }
  }

  /// A PDF that asks for a password.
  static Rig.Upload locked() throws IOException {
    try (var pdf = new PDDocument()) {
      pdf.addPage(new PDPage());
      pdf.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      return saved(pdf);
    }
  }

  private static Rig.Upload saved(PDDocument pdf) throws IOException {
    pdf.setDocumentId(1L); // else PDFBox makes one from the time
    var bytes = new ByteArrayOutputStream();
    pdf.save(bytes);
    return new Rig.Upload("document.pdf", bytes::toByteArray);
  }
}
