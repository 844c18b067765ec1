package lectern.parse.local.pdf;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import lectern.document.Failure.Reason;
import lectern.parse.local.UnreadableFile;
import lectern.parse.local.pdf.Glyph.Weight;
import lectern.parse.local.pdf.Sheet.Spot;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;

/// Collects what one page draws: its glyphs in the order of the file, and how much else.
///
/// PDFBox's stripper is used for what it knows about fonts, accents drawn apart and letters drawn
/// twice; its own lines and paragraphs are not. The order is that of the file and not of the
/// position, which would mix the lines of two columns.
final class PageText extends PDFTextStripper {

  /// Fonts whose weight is 600 or more are semi-bold or bolder (PDF 32000-1, table 122).
  private static final float BOLD_WEIGHT = 600;

  private final Sheet sheet;
  private final int maxChars;
  private final List<Glyph> glyphs = new ArrayList<>();
  private final IdentityHashMap<PDFont, Weight> weights = new IdentityHashMap<>();
  private int chars;
  private final Rulings rulings;
  private double pictured;
  private int images;
  private int paths;

  private PageText(Sheet sheet, int maxChars) {
    this.sheet = sheet;
    this.rulings = new Rulings(sheet);
    this.maxChars = maxChars;
    setShouldSeparateByBeads(false);
    setSortByPosition(false);
    this.output = Writer.nullWriter();
  }

  /// @param glyphs in the order of the file, blanks included
  /// @param images how many pictures are drawn
  /// @param pictured the area of these pictures as a share of the page's
  /// @param paths how many lines and shapes are drawn
  /// @param rules the straight lines among them
  record Drawn(List<Glyph> glyphs, int images, double pictured, int paths, List<Rule> rules) {

    /// How many letters, figures and signs there are.
    int chars() {
      return glyphs.stream()
          .filter(glyph -> !glyph.isBlank())
          .mapToInt(glyph -> glyph.text().length())
          .sum();
    }
  }

  /// @throws UnreadableFile when the page has more than `maxChars` characters
  static Drawn of(PDPage page, Sheet sheet, int maxChars) throws IOException {
    var text = new PageText(sheet, maxChars);
    text.processPage(page);
    return new Drawn(text.glyphs, text.images, text.pictured, text.paths, text.rulings.rules());
  }

  @Override
  protected void processTextPosition(TextPosition position) {
    chars += position.getUnicode().length();
    if (chars > maxChars) {
      throw new UnreadableFile(
          Reason.TOO_LARGE, "A page has more than %,d characters.".formatted(maxChars));
    }
    super.processTextPosition(position);
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    rulings.see(operator, operands, getGraphicsState().getCurrentTransformationMatrix());
    switch (operator.getName()) {
      case "Do" -> {
        if (isImage(operands)) {
          picture();
        }
      }
      case "BI" -> picture();
      case "sh" -> images++;
      case "S", "s", "f", "F", "f*", "B", "B*", "b", "b*" -> paths++;
      default -> {}
    }
    super.processOperator(operator, operands);
  }

  /// A picture fills the unit square of its coordinates (PDF 32000-1, 8.9.5).
  private void picture() {
    images++;
    Matrix matrix = getGraphicsState().getCurrentTransformationMatrix();
    double area =
        Math.abs(matrix.getScaleX() * matrix.getScaleY() - matrix.getShearX() * matrix.getShearY());
    pictured += area / Math.max(1, sheet.width() * sheet.height());
  }

  private boolean isImage(List<COSBase> operands) {
    return !operands.isEmpty()
        && operands.getFirst() instanceof COSName name
        && getResources() != null
        && getResources().isImageXObject(name);
  }

  /// Called by the stripper when the whole page was drawn, in place of its own layout.
  @Override
  protected void writePage() {
    for (List<TextPosition> article : getCharactersByArticle()) {
      for (TextPosition position : article) {
        add(position);
      }
    }
  }

  private void add(TextPosition position) {
    String text = Letters.clean(position.getUnicode());
    Matrix matrix = position.getTextMatrix();
    float size = size(position);
    if (text.isEmpty() || !Float.isFinite(size) || size <= 0) {
      return;
    }
    Weight weight = weights.computeIfAbsent(position.getFont(), PageText::weight);
    Glyph glyph =
        position.getFont().isVertical()
            ? vertical(position, text, size)
            : horizontal(position, text, size);
    if (Float.isFinite(glyph.left() + glyph.right() + glyph.baseline() + matrix.getScaleX())) {
      glyphs.add(
          new Glyph(
              text, glyph.left(), glyph.right(), glyph.baseline(), size, weight, glyph.turn()));
    }
  }

  private Glyph horizontal(TextPosition position, String text, float size) {
    Matrix matrix = position.getTextMatrix();
    Spot from = sheet.shown(matrix.getTranslateX(), matrix.getTranslateY());
    Spot ahead =
        sheet.shown(
            matrix.getTranslateX() + matrix.getScaleX(),
            matrix.getTranslateY() + matrix.getShearY());
    Turn turn = Turn.of(ahead.x() - from.x(), ahead.y() - from.y());
    Spot to = sheet.shown(position.getEndX(), position.getEndY());
    float start = turn.along(sheet, from);
    float end = turn.along(sheet, to);
    return new Glyph(
        text,
        Math.min(start, end),
        Math.max(start, end),
        turn.across(sheet, from),
        size,
        Weight.REGULAR,
        turn);
  }

  /// A glyph set from top to bottom: PDFBox gives its lower left corner; the line runs through its
  /// middle, so that the baseline, three tenths below the middle, is the same for all.
  private Glyph vertical(TextPosition position, String text, float size) {
    Matrix matrix = position.getTextMatrix();
    float middle = matrix.getTranslateX() + size / 2;
    Spot from = sheet.shown(middle, matrix.getTranslateY() + 0.8f * size);
    Spot to = sheet.shown(middle, matrix.getTranslateY() - 0.2f * size);
    Turn turn = Turn.of(to.x() - from.x(), to.y() - from.y());
    return new Glyph(
        text,
        turn.along(sheet, from),
        turn.along(sheet, to),
        turn.across(sheet, from) + 0.3f * size,
        size,
        Weight.REGULAR,
        turn);
  }

  /// The em as drawn. The glyphs of Type 3 fonts have a scale of their own, so theirs comes from
  /// the height of capitals, seven tenths of the em.
  private static float size(TextPosition position) {
    if (position.getFont() instanceof PDType3Font && position.getHeightDir() > 0) {
      return position.getHeightDir() / 0.7f;
    }
    return position.getTextMatrix().getScalingFactorY();
  }

  private static Weight weight(PDFont font) {
    String name = font.getName() == null ? "" : font.getName().toLowerCase(Locale.ROOT);
    PDFontDescriptor descriptor = font.getFontDescriptor();
    boolean heavy =
        descriptor != null
            && (descriptor.isForceBold() || descriptor.getFontWeight() >= BOLD_WEIGHT);
    boolean named =
        name.contains("bold")
            || name.contains("black")
            || name.contains("heavy")
            || name.endsWith("-bd")
            || name.matches("(.*\\+)?cmbx.*");
    return heavy || named ? Weight.BOLD : Weight.REGULAR;
  }
}
