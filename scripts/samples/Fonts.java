package samples;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// The fonts of one PDF, embedded as subsets, each loaded when it is first used: a font which is
/// loaded but never used would leave an empty subset behind.
final class Fonts {
  /// PDF states glyph widths in thousandths of the font's size.
  private static final float UNITS = 1000;

  private final PDDocument document;
  private final Map<Face, PDType0Font> loaded = new EnumMap<>(Face.class);

  Fonts(PDDocument document) {
    this.document = document;
  }

  PDType0Font font(Face face) throws IOException {
    PDType0Font known = loaded.get(face);
    if (known != null) {
      return known;
    }
    try (InputStream file = Fonts.class.getResourceAsStream(face.resource())) {
      if (file == null) {
        throw new FileNotFoundException(face.resource() + " is not on the class path");
      }
      PDType0Font font = PDType0Font.load(document, file, true);
      loaded.put(face, font);
      return font;
    }
  }

  /// How wide the text is, in points.
  float width(String text, Face face, float size) throws IOException {
    return font(face).getStringWidth(text) / UNITS * size;
  }
}
