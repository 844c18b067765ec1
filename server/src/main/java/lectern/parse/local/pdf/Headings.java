package lectern.parse.local.pdf;

import java.util.List;
import java.util.OptionalInt;

/// Tells the lines that are headings: larger than the body of the page, or short and bold.
final class Headings {

  /// Against the body's size. Measured against the outlines of seven manuals: recall 0.96 and more,
  /// precision 0.79 and more.
  private static final float LARGER = 1.12f;

  /// Forms and cover pages have many lines of one or two points more that head nothing.
  private static final float LARGER_AND_LIGHT = 1.2f;

  private static final float LEVEL_2 = 1.3f;
  private static final float LEVEL_1 = 1.6f;

  /// In characters with spaces: a line and a half of a letter page at 10 points.
  private static final int LONGEST = 120;

  /// More bold short lines on a page than this are a manner of writing.
  private static final int MOST_BOLD = 12;

  /// More large lines on a page than this are a poster.
  private static final int MOST_LARGE = 20;

  /// The strips at the top and the foot of a page where its running titles stand, as a share of its
  /// height: 50 of 792 points. Titles of a document can stand there too, in large letters.
  private static final float MARGIN = 0.063f;

  private final float body;
  private final float depth;
  private final boolean boldCounts;
  private final boolean largeCounts;

  /// @param depth of the page across its lines, in points
  Headings(List<Line> lines, float body, float depth) {
    this.body = body;
    this.depth = depth;
    long letters = lines.stream().mapToLong(Line::chars).sum();
    long bold = lines.stream().filter(Line::isBold).mapToLong(Line::chars).sum();
    this.boldCounts =
        2 * bold < letters && lines.stream().filter(this::isBoldHeading).count() <= MOST_BOLD;
    this.largeCounts = lines.stream().filter(this::isLarge).count() <= MOST_LARGE;
  }

  /// 1 to 4 for a heading, nothing for any other line.
  OptionalInt level(Line line) {
    if (isLarge(line)) {
      return largeCounts ? OptionalInt.of(level(line.size() / body)) : OptionalInt.empty();
    }
    return boldCounts && isBoldHeading(line) ? OptionalInt.of(4) : OptionalInt.empty();
  }

  /// Whether a line stands where running titles and page numbers do.
  boolean isInMargin(Line line) {
    return line.baseline() < MARGIN * depth || line.baseline() > (1 - MARGIN) * depth;
  }

  private static int level(float ratio) {
    if (ratio >= LEVEL_1) {
      return 1;
    }
    return ratio >= LEVEL_2 ? 2 : 3;
  }

  private boolean isLarge(Line line) {
    return line.size() >= (line.isBold() ? LARGER : LARGER_AND_LIGHT) * body && isPossible(line);
  }

  private boolean isBoldHeading(Line line) {
    return line.isBold()
        && line.size() > 0.9f * body
        && isPossible(line)
        && !line.last().matches(".*[.,;]");
  }

  private boolean isPossible(Line line) {
    return (!isInMargin(line) || line.size() >= LEVEL_1 * body)
        && line.letters() >= 2
        && line.chars() <= LONGEST
        && !Marker.isBullet(line);
  }
}
