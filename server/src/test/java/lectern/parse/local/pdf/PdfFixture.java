package lectern.parse.local.pdf;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/// Writes small PDF files, with every text where the test wants it: from the left edge, and upwards
/// from the lower edge, of a letter page.
final class PdfFixture implements AutoCloseable {
  static final PDFont REGULAR = new PDType1Font(FontName.HELVETICA);
  static final PDFont BOLD = new PDType1Font(FontName.HELVETICA_BOLD);

  final PDDocument document = new PDDocument();

  /// What a page is drawn with.
  record Pen(PDPageContentStream stream) {
    Pen text(float x, float y, String text) throws IOException {
      return text(x, y, new Style(REGULAR, 10), text);
    }

    Pen text(float x, float y, Style style, String text) throws IOException {
      stream.beginText();
      stream.setFont(style.font(), style.size());
      stream.newLineAtOffset(x, y);
      stream.showText(text);
      stream.endText();
      return this;
    }

    /// Ends at `x`, as amounts do.
    Pen amount(float x, float y, String text) throws IOException {
      return text(x - REGULAR.getStringWidth(text) / 100, y, text);
    }

    /// Stands around `x`, as heads do.
    Pen head(float x, float y, String text) throws IOException {
      return text(x - REGULAR.getStringWidth(text) / 200, y, text);
    }

    Pen line(float fromX, float fromY, float toX, float toY) throws IOException {
      stream.moveTo(fromX, fromY);
      stream.lineTo(toX, toY);
      stream.stroke();
      return this;
    }
  }

  record Style(PDFont font, float size) {}

  interface Drawing {
    void on(Pen pen) throws IOException;
  }

  PDPage page(Drawing drawing) throws IOException {
    var page = new PDPage(PDRectangle.LETTER);
    document.addPage(page);
    try (var stream = new PDPageContentStream(document, page)) {
      drawing.on(new Pen(stream));
    }
    return page;
  }

  PdfFixture locked(String userPassword) throws IOException {
    document.protect(new StandardProtectionPolicy("owner", userPassword, new AccessPermission()));
    return this;
  }

  PdfFixture claiming(int pages) {
    document.getPages().getCOSObject().setInt(COSName.COUNT, pages);
    return this;
  }

  Path save(Path folder) throws IOException {
    Path file = folder.resolve("fixture.pdf");
    document.save(file.toFile());
    return file;
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
