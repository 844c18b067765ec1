package samples;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A table whose cells wrap. Rows are parted by thin rules; numbers stand at the right.
///
/// @param head the names of the columns
record Table(List<Column> columns, List<String> head, List<Row> rows, Look look) {
  private static final float PADDING_X = 5;
  private static final float PADDING_Y = 3.2f;
  private static final float BASELINE = 0.78f;
  private static final Color RULE = new Color(0xC9D1D6);

  /// @param share of the table's width, relative to the other columns
  record Column(float share, Alignment alignment) {}

  /// How a table is printed.
  ///
  /// @param shade the colour behind the head, whose own letters are white
  /// @param tint the colour behind a sum
  record Look(Ink ink, Color shade, Color tint) {}

  /// One row; the cells are as many as the columns.
  record Row(Kind kind, List<String> cells) {

    /// A sum is set in bold on a tint.
    enum Kind {
      PLAIN,
      SUM
    }

    static Row plain(String... cells) {
      return new Row(Kind.PLAIN, List.of(cells));
    }

    static Row sum(String... cells) {
      return new Row(Kind.SUM, List.of(cells));
    }
  }

  Table {
    columns = List.copyOf(columns);
    head = List.copyOf(head);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new IllegalArgumentException(row.cells() + " has not " + columns.size() + " cells");
      }
    }
  }

  static Column left(float share) {
    return new Column(share, Alignment.LEFT);
  }

  static Column right(float share) {
    return new Column(share, Alignment.RIGHT);
  }

  /// The head and the rows, each as one strip.
  List<Strip> strips(Fonts fonts, float width) throws IOException {
    List<Strip> strips = new ArrayList<>();
    strips.add(strip(set(head, look.ink().bold().in(Color.WHITE), width, fonts), look.shade()));
    for (Row row : rows) {
      strips.add(
          switch (row.kind()) {
            case PLAIN -> strip(set(row.cells(), look.ink(), width, fonts), Color.WHITE);
            case SUM -> strip(set(row.cells(), look.ink().bold(), width, fonts), look.tint());
          });
    }
    return strips;
  }

  /// A row after wrapping.
  ///
  /// @param lefts where each column begins, in points from the table's left edge
  private record SetRow(
      List<List<Line>> cells, List<Float> lefts, List<Float> widths, float width) {
    int lines() {
      return cells.stream().mapToInt(List::size).max().orElse(1);
    }
  }

  private SetRow set(List<String> cells, Ink ink, float width, Fonts fonts) throws IOException {
    float shares = (float) columns.stream().mapToDouble(Column::share).sum();
    List<List<Line>> lines = new ArrayList<>();
    List<Float> lefts = new ArrayList<>();
    List<Float> widths = new ArrayList<>();
    float left = 0;
    for (int i = 0; i < columns.size(); i++) {
      float wide = width * columns.get(i).share() / shares;
      lefts.add(left + PADDING_X);
      widths.add(wide - 2 * PADDING_X);
      lines.add(Line.wrap(cells.get(i), ink, wide - 2 * PADDING_X, fonts));
      left += wide;
    }
    return new SetRow(lines, lefts, widths, width);
  }

  private Strip strip(SetRow row, Color ground) {
    float leading = look.ink().leading();
    float height = row.lines() * leading + 2 * PADDING_Y;
    return new Strip(
        0,
        height,
        Strip.Bond.FREE,
        (canvas, corner) -> {
          if (!ground.equals(Color.WHITE)) {
            canvas.fill(ground, corner, row.width(), height);
          }
          Spot below = corner.down(height);
          canvas.rule(RULE, 0.5f, below, below.right(row.width()));
          for (int i = 0; i < columns.size(); i++) {
            cell(canvas, row, i, corner.down(PADDING_Y + leading * BASELINE));
          }
        });
  }

  private void cell(Canvas canvas, SetRow row, int i, Spot baseline) throws IOException {
    List<Line> lines = row.cells().get(i);
    for (int n = 0; n < lines.size(); n++) {
      Spot at = baseline.right(row.lefts().get(i)).down(n * look.ink().leading());
      canvas.line(lines.get(n), columns.get(i).alignment(), row.widths().get(i), at);
    }
  }
}
