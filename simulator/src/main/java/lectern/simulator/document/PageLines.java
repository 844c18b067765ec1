package lectern.simulator.document;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import lectern.simulator.document.Item.Box;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// Collects the lines of one page with their places, in the order of the page's content.
final class PageLines extends PDFTextStripper {
  /// A gap so many times the size of the letters parts two cells of a table: twice the widest space
  /// that justified text commonly has.
  private static final double CELL_GAP = 1.5;

  private final List<Line> lines = new ArrayList<>();
  private final List<String> cells = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private final List<Box> boxes = new ArrayList<>();
  private double size;
  private int chars;

  /// A line of text.
  ///
  /// @param cells its text, parted where it has wide gaps
  /// @param size of its largest letters, in points
  record Line(List<String> cells, double size, Box box) {
    Line {
      cells = List.copyOf(cells);
    }

    String text() {
      return String.join(" ", cells);
    }
  }

  private PageLines() {
    setSortByPosition(false);
    setSuppressDuplicateOverlappingText(true);
  }

  /// The lines of the page with that number, from 1.
  static List<Line> of(PDDocument pdf, int number) throws IOException {
    var stripper = new PageLines();
    stripper.setStartPage(number);
    stripper.setEndPage(number);
    stripper.writeText(pdf, Writer.nullWriter());
    stripper.endLine();
    return stripper.lines;
  }

  @Override
  protected void processTextPosition(TextPosition text) {
    if (++chars <= Page.TEXT_LIMIT_CHARS) {
      super.processTextPosition(text);
    }
  }

  @Override
  protected void writeString(String text, List<TextPosition> positions) {
    if (text.isBlank() || positions.isEmpty()) {
      return;
    }
    var box = box(positions);
    var letters = positions.stream().mapToDouble(TextPosition::getFontSizeInPt).max().orElse(0);
    if (!boxes.isEmpty()) {
      var last = boxes.getLast();
      if (box.x() - last.x() - last.width() > CELL_GAP * letters) {
        endCell();
      } else {
        cell.append(' ');
      }
    }
    cell.append(text.strip());
    boxes.add(box);
    size = Math.max(size, letters);
  }

  private static Box box(List<TextPosition> positions) {
    return positions.stream()
        .map(letter ->
            new Box(
                letter.getXDirAdj(),
                letter.getYDirAdj() - letter.getHeightDir(),
                letter.getWidthDirAdj(),
                letter.getHeightDir()))
        .reduce(Box::around)
        .orElseThrow();
  }

  @Override
  protected void writeLineSeparator() {
    endLine();
  }

  @Override
  protected void writeParagraphSeparator() {
    endLine();
  }

  @Override
  protected void endArticle() {
    endLine();
  }

  private void endCell() {
    cells.add(cell.toString());
    cell.setLength(0);
  }

  private void endLine() {
    if (!boxes.isEmpty()) {
      endCell();
      lines.add(new Line(cells, size, boxes.stream().reduce(Box::around).orElseThrow()));
    }
    cells.clear();
    boxes.clear();
    size = 0;
  }
}
