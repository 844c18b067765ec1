package lectern.parse.local.pdf;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.ImageType;

/// Draws pages for people to look at.
public final class PagePictures {

  /// An A4 page of 2,000 pixels width has 5.7 million; higher sheets are drawn smaller.
  public static final int MAX_PIXELS = 6_000_000;

  private PagePictures() {}

  /// @param width in pixels
  static ByteBuffer png(PDPage page, int width) throws IOException {
    Sheet sheet = Sheet.of(page);
    float shownWidth = Math.max(1, sheet.width());
    float area = shownWidth * Math.max(1, sheet.height());
    float scale = Math.min(width / shownWidth, (float) Math.sqrt(MAX_PIXELS / area));
    BufferedImage picture = Pictures.render(page, scale, ImageType.RGB);
    var png = new ByteArrayOutputStream();
    if (!ImageIO.write(picture, "png", png)) {
      throw new IOException("this Java writes no PNG");
    }
    return ByteBuffer.wrap(png.toByteArray()).asReadOnlyBuffer();
  }
}
