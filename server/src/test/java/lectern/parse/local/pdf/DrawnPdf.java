package lectern.parse.local.pdf;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// A test that draws a PDF and looks at what is read from it.
abstract class DrawnPdf {
  @TempDir Path folder;

  final PdfFixture pdf = new PdfFixture();

  @AfterEach
  void close() throws IOException {
    pdf.close();
  }

  /// The Markdown of the first page of what was drawn.
  final String markdown() throws IOException {
    return Pages.markdown(pdf.save(folder));
  }
}
