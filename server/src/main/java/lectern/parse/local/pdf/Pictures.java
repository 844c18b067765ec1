package lectern.parse.local.pdf;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import lectern.document.WordBox;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/// Renders pages that are pictures and has their text recognised.
final class Pictures {

  /// What Tesseract's documentation asks for is 300; at 200 letters of 10 points are still 20
  /// pixels high, which is its lower bound, at half the time.
  private static final float DPI = 200;

  private static final float POINTS_PER_INCH = 72;

  /// An A3 page at 200 dpi has 7.7 million, so larger sheets only are scaled down; grey pixels take
  /// a byte each.
  private static final float MAX_PIXELS = 16_000_000;

  private final Tesseract tesseract;

  Pictures(Tesseract tesseract) {
    this.tesseract = tesseract;
  }

  /// Writes the recognised text of a page, each paragraph a block. Words that the page holds as
  /// text, and that are written already, are not written again.
  void write(PDPage page, Sheet sheet, MarkdownPage markdown)
      throws IOException, InterruptedException {
    float scale = scale(sheet);
    String paragraph = "";
    List<WordBox> known = markdown.boxes();
    for (Tesseract.Seen word : tesseract.read(render(page, scale, ImageType.GRAY))) {
      Box box = inPoints(word.pixels(), scale);
      if (known.stream().anyMatch(other -> isOn(other, box))) {
        continue;
      }
      if (word.paragraph().equals(paragraph)) {
        markdown.marks(" ");
      } else {
        markdown.block();
      }
      paragraph = word.paragraph();
      markdown.word(word.text(), box);
    }
  }

  private static boolean isOn(WordBox known, Box seen) {
    float x = seen.left() + seen.width() / 2 - known.left();
    float y = seen.top() + seen.height() / 2 - known.top();
    return x >= 0 && x <= known.width() && y >= 0 && y <= known.height();
  }

  /// Pixels for a point.
  static float scale(Sheet sheet) {
    float area = Math.max(1, sheet.width()) * Math.max(1, sheet.height());
    return Math.min(DPI / POINTS_PER_INCH, (float) Math.sqrt(MAX_PIXELS / area));
  }

  /// PDFBox renders by page number, which a file can lie about: so the page is put into a document
  /// of its own.
  static BufferedImage render(PDPage page, float scale, ImageType type) throws IOException {
    try (var single = new PDDocument()) {
      PDPage copy = single.importPage(page);
      copy.setResources(page.getResources());
      return new PDFRenderer(single).renderImage(0, scale, type);
    }
  }

  private static Box inPoints(Box pixels, float scale) {
    return new Box(
        pixels.left() / scale,
        pixels.top() / scale,
        pixels.width() / scale,
        pixels.height() / scale);
  }
}
