package samples;

import java.awt.Color;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.util.Matrix;

/// One A4 page to draw on. Everything is in points, and `y` counts downwards from the upper edge.
final class Canvas implements AutoCloseable {
  static final float WIDTH = PDRectangle.A4.getWidth();
  static final float HEIGHT = PDRectangle.A4.getHeight();

  private final PDPageContentStream stream;
  private final Fonts fonts;

  Canvas(PDDocument document, Fonts fonts) throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    this.stream = new PDPageContentStream(document, page);
    this.fonts = fonts;
  }

  /// Sets one short text, never wrapped, on a baseline.
  ///
  /// @param x the text's left edge, middle or right edge, as the alignment says
  void label(String text, Ink ink, Alignment alignment, Spot at) throws IOException {
    float wide = fonts.width(text, ink.face(), ink.size());
    float left =
        switch (alignment) {
          case LEFT, JUSTIFIED -> at.x();
          case CENTRE -> at.x() - wide / 2;
          case RIGHT -> at.x() - wide;
        };
    start(ink, new Spot(left, at.y()));
    stream.setFont(fonts.font(ink.face()), ink.size());
    stream.showText(text);
    stream.endText();
  }

  /// Sets a line within a box which is `width` points wide and begins at `at`.
  void line(Line line, Alignment alignment, float width, Spot at) throws IOException {
    float slack = width - line.width();
    float left =
        switch (alignment) {
          case LEFT, JUSTIFIED -> at.x();
          case CENTRE -> at.x() + slack / 2;
          case RIGHT -> at.x() + slack;
        };
    boolean stretched = alignment == Alignment.JUSTIFIED && line.ending() == Line.Ending.WRAPPED;
    float stretch = stretched ? slack / Math.max(1, line.words().size() - 1) : 0;
    start(line.ink(), new Spot(left, at.y()));
    for (int i = 0; i < line.words().size(); i++) {
      word(line, i, stretch);
    }
    stream.endText();
  }

  private void word(Line line, int i, float stretch) throws IOException {
    Line.Word word = line.words().get(i);
    PDFont font = fonts.font(word.face());
    float size = line.ink().size();
    stream.setFont(font, size);
    if (i == line.words().size() - 1) {
      stream.showText(word.text());
    } else {
      // A positive number in the array moves left, in thousandths of the size.
      stream.showTextWithPositioning(new Object[] {word.text() + " ", -stretch * 1000 / size});
    }
  }

  private void start(Ink ink, Spot at) throws IOException {
    stream.beginText();
    stream.setNonStrokingColor(ink.colour());
    stream.newLineAtOffset(at.x(), HEIGHT - at.y());
  }

  void fill(Color colour, Spot corner, float width, float height) throws IOException {
    stream.setNonStrokingColor(colour);
    stream.addRect(corner.x(), HEIGHT - corner.y() - height, width, height);
    stream.fill();
  }

  void frame(Color colour, Spot corner, float width, float height) throws IOException {
    stream.setStrokingColor(colour);
    stream.setLineWidth(0.6f);
    stream.addRect(corner.x(), HEIGHT - corner.y() - height, width, height);
    stream.stroke();
  }

  void rule(Color colour, float thickness, Spot from, Spot to) throws IOException {
    stream.setStrokingColor(colour);
    stream.setLineWidth(thickness);
    stream.moveTo(from.x(), HEIGHT - from.y());
    stream.lineTo(to.x(), HEIGHT - to.y());
    stream.stroke();
  }

  /// Draws a stroke through the points as a smooth curve, each three after the first one arc.
  void pen(Color colour, float thickness, Spot... points) throws IOException {
    stream.setStrokingColor(colour);
    stream.setLineWidth(thickness);
    stream.setLineCapStyle(1);
    stream.moveTo(points[0].x(), HEIGHT - points[0].y());
    for (int i = 1; i + 2 < points.length; i += 3) {
      stream.curveTo(
          points[i].x(),
          HEIGHT - points[i].y(),
          points[i + 1].x(),
          HEIGHT - points[i + 1].y(),
          points[i + 2].x(),
          HEIGHT - points[i + 2].y());
    }
    stream.stroke();
  }

  /// Turns what is drawn next around a spot, anticlockwise, until [#straight()].
  void turned(double degrees, Spot around) throws IOException {
    float x = around.x();
    float y = HEIGHT - around.y();
    stream.saveGraphicsState();
    stream.transform(Matrix.getTranslateInstance(x, y));
    stream.transform(Matrix.getRotateInstance(Math.toRadians(degrees), 0, 0));
    stream.transform(Matrix.getTranslateInstance(-x, -y));
  }

  void straight() throws IOException {
    stream.restoreGraphicsState();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
