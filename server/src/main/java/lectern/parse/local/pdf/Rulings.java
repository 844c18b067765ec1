package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.List;
import lectern.parse.local.pdf.Rule.Way;
import lectern.parse.local.pdf.Sheet.Spot;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.util.Matrix;

/// Collects the straight lines of a page while its operators pass by: strokes, thin filled
/// rectangles, and the edges of stroked ones.
final class Rulings {

  /// In points: what is thicker is a bar or a shade.
  private static final float THICKEST = 3;

  /// In points: what is shorter is a dash or part of a sign.
  private static final float SHORTEST = 8;

  /// A page with more lines is a drawing; comparing them takes the square of their number.
  private static final int MOST = 1_500;

  private final Sheet sheet;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Spot[]> strokes = new ArrayList<>();
  private final List<Spot[]> boxes = new ArrayList<>();
  private Spot start = new Spot(0, 0);
  private Spot at = new Spot(0, 0);

  Rulings(Sheet sheet) {
    this.sheet = sheet;
  }

  List<Rule> rules() {
    return rules.size() > MOST ? List.of() : List.copyOf(rules);
  }

  /// @param toPage what turns the operands into the page's own points
  void see(Operator operator, List<COSBase> operands, Matrix toPage) {
    switch (operator.getName()) {
      case "m" -> moveTo(spot(operands, toPage));
      case "l" -> lineTo(spot(operands, toPage));
      case "h" -> lineTo(start);
      case "re" -> rectangle(operands, toPage);
      case "s", "b", "b*" -> {
        lineTo(start);
        stroke();
      }
      case "S", "B", "B*" -> stroke();
      case "f", "F", "f*" -> fill();
      case "n" -> forget();
      default -> {}
    }
  }

  private void moveTo(Spot spot) {
    start = spot;
    at = spot;
  }

  private void lineTo(Spot spot) {
    strokes.add(new Spot[] {at, spot});
    at = spot;
  }

  private void rectangle(List<COSBase> operands, Matrix toPage) {
    float x = number(operands, 0);
    float y = number(operands, 1);
    Spot one = spot(x, y, toPage);
    Spot other = spot(x + number(operands, 2), y + number(operands, 3), toPage);
    boxes.add(new Spot[] {one, other});
    moveTo(one);
  }

  private void stroke() {
    strokes.forEach(line -> add(line[0], line[1]));
    for (Spot[] box : boxes) {
      var corner = new Spot(box[0].x(), box[1].y());
      var opposite = new Spot(box[1].x(), box[0].y());
      add(box[0], corner);
      add(corner, box[1]);
      add(box[1], opposite);
      add(opposite, box[0]);
    }
    forget();
  }

  private void fill() {
    boxes.forEach(box -> add(box[0], box[1]));
    forget();
  }

  private void forget() {
    strokes.clear();
    boxes.clear();
  }

  private void add(Spot from, Spot to) {
    var across = new Span(Math.min(from.x(), to.x()), Math.max(from.x(), to.x()));
    var down = new Span(Math.min(from.y(), to.y()), Math.max(from.y(), to.y()));
    if (rules.size() > MOST) {
      return;
    }
    if (down.width() <= THICKEST && across.width() >= SHORTEST) {
      rules.add(new Rule(Way.LEVEL, down.centre(), across));
    } else if (across.width() <= THICKEST && down.width() >= SHORTEST) {
      rules.add(new Rule(Way.UPRIGHT, across.centre(), down));
    }
  }

  private Spot spot(List<COSBase> operands, Matrix toPage) {
    return spot(number(operands, 0), number(operands, 1), toPage);
  }

  private Spot spot(float x, float y, Matrix toPage) {
    var point = toPage.transformPoint(x, y);
    return sheet.shown(point.x - sheet.originX(), point.y - sheet.originY());
  }

  /// Damaged files leave operands out, or put other things there.
  private static float number(List<COSBase> operands, int at) {
    return at < operands.size() && operands.get(at) instanceof COSNumber number
        ? number.floatValue()
        : 0;
  }
}
