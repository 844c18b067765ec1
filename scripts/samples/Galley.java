package samples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Set type before it is cut into pages, as printers call it: strips below each other, all of one
/// width.
final class Galley {
  /// By how much a trial column grows while the shortest balanced one is sought, in points.
  private static final float STEP = 2;

  /// Where the baseline of a line stands, as a share of its leading from the top.
  private static final float BASELINE = 0.78f;

  private final Fonts fonts;
  private final float width;
  private final List<Strip> strips = new ArrayList<>();

  Galley(Fonts fonts, float width) {
    this.fonts = fonts;
    this.width = width;
  }

  /// Adds a paragraph. Its first two lines stay together, and so do its last two.
  Galley prose(String text, Ink ink, Alignment alignment, float before) throws IOException {
    add(paragraph(text, ink, alignment, 0), before);
    return this;
  }

  /// Adds a paragraph which never stands last in a column.
  Galley heading(String text, Ink ink, float before) throws IOException {
    List<Strip> lines = paragraph(text, ink, Alignment.LEFT, 0);
    lines.replaceAll(line -> line.bound(Strip.Bond.WITH_NEXT));
    add(lines, before);
    return this;
  }

  /// Adds a paragraph with a label, a number or a bullet, hanging in its margin.
  ///
  /// @param indent of the paragraph beside the label, in points
  Galley clause(String label, String text, Ink ink, float indent) throws IOException {
    List<Strip> lines = paragraph(text, ink, Alignment.LEFT, indent);
    Strip first = lines.getFirst();
    Strip labelled =
        new Strip(
            0,
            first.height(),
            first.bond(),
            (canvas, corner) -> {
              Spot baseline = corner.down(ink.leading() * BASELINE);
              canvas.label(label, ink, Alignment.LEFT, baseline);
              first.drawing().on(canvas, corner);
            });
    lines.set(0, labelled);
    add(lines, ink.leading() * 0.4f);
    return this;
  }

  /// Adds a table, which is never cut.
  Galley table(Table table, float before) throws IOException {
    List<Strip> rows = new ArrayList<>(table.strips(fonts, width));
    for (int i = 0; i < rows.size() - 1; i++) {
      rows.set(i, rows.get(i).bound(Strip.Bond.WITH_NEXT));
    }
    add(rows, before);
    return this;
  }

  private void add(List<Strip> more, float before) {
    strips.add(more.getFirst().after(before));
    strips.addAll(more.subList(1, more.size()));
  }

  private List<Strip> paragraph(String text, Ink ink, Alignment alignment, float indent)
      throws IOException {
    List<Line> lines = Line.wrap(text, ink, width - indent, fonts);
    List<Strip> set = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      boolean first = i == 0 && lines.size() > 1;
      boolean lastButOne = i == lines.size() - 2;
      Strip.Bond bond = first || lastButOne ? Strip.Bond.WITH_NEXT : Strip.Bond.FREE;
      set.add(
          new Strip(
              0,
              ink.leading(),
              bond,
              (canvas, corner) ->
                  canvas.line(
                      line,
                      alignment,
                      width - indent,
                      corner.right(indent).down(ink.leading() * BASELINE))));
    }
    return set;
  }

  /// Cuts the galley into columns of at most this height, in points.
  List<List<Strip>> columns(float height) {
    List<List<Strip>> columns = new ArrayList<>();
    List<Strip> column = new ArrayList<>();
    for (List<Strip> group : groups()) {
      boolean fits = height(column) + height(group) + group.getFirst().before() <= height;
      if (!column.isEmpty() && !fits) {
        columns.add(List.copyOf(column));
        column.clear();
      }
      column.addAll(group);
    }
    columns.add(List.copyOf(column));
    return columns;
  }

  /// Cuts the galley into columns as short as possible, so that they end nearly level.
  ///
  /// @param most the height no column may pass, in points
  List<List<Strip>> balanced(int count, float most) {
    for (float height = STEP; height <= most; height += STEP) {
      List<List<Strip>> columns = columns(height);
      float longest = (float) columns.stream().mapToDouble(Galley::height).max().orElse(0);
      if (columns.size() <= count && longest <= height) {
        return columns;
      }
    }
    throw new IllegalArgumentException("the text does not fit into %d columns".formatted(count));
  }

  /// The strips which must stand together, in order.
  private List<List<Strip>> groups() {
    List<List<Strip>> groups = new ArrayList<>();
    List<Strip> group = new ArrayList<>();
    for (Strip strip : strips) {
      group.add(strip);
      if (strip.bond() == Strip.Bond.FREE) {
        groups.add(List.copyOf(group));
        group.clear();
      }
    }
    if (!group.isEmpty()) {
      groups.add(List.copyOf(group));
    }
    return groups;
  }

  /// The height of strips below each other, without the white space above the first.
  static float height(List<Strip> column) {
    float height = 0;
    for (int i = 0; i < column.size(); i++) {
      height += column.get(i).height() + (i == 0 ? 0 : column.get(i).before());
    }
    return height;
  }

  /// Draws strips below each other and says where they end, in points from the top of the page.
  static float draw(List<Strip> column, Canvas canvas, Spot corner) throws IOException {
    float y = corner.y();
    for (int i = 0; i < column.size(); i++) {
      Strip strip = column.get(i);
      y += i == 0 ? 0 : strip.before();
      strip.drawing().on(canvas, new Spot(corner.x(), y));
      y += strip.height();
    }
    return y;
  }
}
