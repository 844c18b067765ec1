package samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/// Turns a PDF into bytes which are the same on every run.
final class PdfFile {
  private PdfFile() {}

  /// Names the document, fixes its date and its id, and writes it.
  static byte[] bytes(PDDocument document, String title, String author) throws IOException {
    PDDocumentInformation information = new PDDocumentInformation();
    information.setTitle(title);
    information.setAuthor(author);
    information.setCreationDate(Facts.madeOn());
    information.setModificationDate(Facts.madeOn());
    document.setDocumentInformation(information);
    document.getDocumentCatalog().setLanguage("en-GB");
    document.setDocumentId((long) title.hashCode());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }
}
