package lectern.parse.local.pdf;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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

  /// The title of a document is larger than all else on its first page by this share; where several
  /// lines are as large, none of them is known to be the title.
  private static final float TITLE = 1.08f;

  /// In characters: what stands below the lines of a title block is shorter.
  private static final int PROSE = 60;

  /// The same for a line that ends a sentence.
  private static final int SENTENCE = 40;

  /// The same for a line that another one follows, as in a narrow column.
  private static final int NARROW_PROSE = 30;

  /// What titles of sections do not have: postal codes, and numbers of companies, policies and
  /// telephones.
  private static final Pattern ADDRESS =
      Pattern.compile(
          ".*(\\d{5}|\\d{2,}-\\d{4}|\\(\\d{3}\\) ?\\d{3}|\\d{3} \\d{3}"
              + "|\\b[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}\\b).*");

  private final List<Line> lines;
  private final Setting setting;
  private final float body;
  private final boolean boldCounts;
  private final boolean largeCounts;
  private final Set<Line> titleBlock;

  enum Place {
    FIRST_PAGE,
    LATER_PAGE
  }

  /// Where lines stand.
  ///
  /// @param body size of most of the text, in points
  /// @param depth of the page across its lines, in points
  /// @param overTables the lines with a table right below them
  record Setting(float body, float depth, Place place, Set<Line> overTables) {}

  Headings(List<Line> lines, Setting setting) {
    this.lines = lines;
    this.setting = setting;
    this.body = setting.body();
    long letters = lines.stream().mapToLong(Line::chars).sum();
    long bold = lines.stream().filter(Line::isBold).mapToLong(Line::chars).sum();
    this.boldCounts =
        2 * bold < letters && lines.stream().filter(this::isBoldHeading).count() <= MOST_BOLD;
    this.largeCounts = lines.stream().filter(this::isLarge).count() <= MOST_LARGE;
    this.titleBlock = titleBlock();
  }

  /// The large lines of the first page that head nothing: names, dates, places.
  private Set<Line> titleBlock() {
    Set<Line> block = Collections.newSetFromMap(new IdentityHashMap<>());
    if (setting.place() == Place.FIRST_PAGE) {
      Set<Line> title = title();
      for (int i = 0; i < lines.size(); i++) {
        if (isLarge(lines.get(i)) && !title.contains(lines.get(i)) && !headsText(i)) {
          block.add(lines.get(i));
        }
      }
    }
    return block;
  }

  /// The largest lines, when they follow each other and all others are smaller.
  private Set<Line> title() {
    double largest =
        lines.stream().filter(this::isLarge).mapToDouble(Line::size).max().orElse(0) / TITLE;
    int[] title =
        IntStream.range(0, lines.size())
            .filter(i -> isLarge(lines.get(i)) && lines.get(i).size() > largest)
            .toArray();
    boolean together =
        title.length > 0
            && title.length <= Blocks.HEADING_LINES
            && title[title.length - 1] - title[0] == title.length - 1;
    Set<Line> found = Collections.newSetFromMap(new IdentityHashMap<>());
    Arrays.stream(together ? title : new int[0]).mapToObj(lines::get).forEach(found::add);
    return found;
  }

  /// Whether prose or a table follows a line, perhaps after other headings.
  private boolean headsText(int at) {
    for (int i = at; i < lines.size(); i++) {
      if (setting.overTables().contains(lines.get(i))) {
        return true;
      }
      if (i > at && !isLarge(lines.get(i))) {
        return isBoldHeading(lines.get(i)) || isProse(i);
      }
    }
    return false;
  }

  private boolean isProse(int at) {
    Line line = lines.get(at);
    if (line.first().startsWith("(")) {
      return false;
    }
    return line.chars() >= PROSE
        || (line.chars() >= SENTENCE && line.endsSentence())
        || (line.chars() >= NARROW_PROSE
            && at + 1 < lines.size()
            && Math.abs(lines.get(at + 1).size() - line.size()) < 0.5f
            && Math.abs(lines.get(at + 1).left() - line.left()) < 3 * line.size()
            && Math.abs(lines.get(at + 1).baseline() - line.baseline()) < 2 * line.size());
  }

  /// 1 to 4 for a heading, nothing for any other line.
  OptionalInt level(Line line) {
    if (isLarge(line)) {
      return largeCounts && !titleBlock.contains(line)
          ? OptionalInt.of(level(line.size() / body))
          : OptionalInt.empty();
    }
    return boldCounts && isBoldHeading(line) ? OptionalInt.of(4) : OptionalInt.empty();
  }

  /// How far the lines reach that stand above and below a line.
  float rightEdge(Line line) {
    return (float)
        lines.stream()
            .filter(other -> other.left() < line.right() && other.right() > line.left())
            .mapToDouble(Line::right)
            .max()
            .orElse(line.right());
  }

  /// Whether a line stands where running titles and page numbers do.
  boolean isInMargin(Line line) {
    return line.baseline() < MARGIN * setting.depth()
        || line.baseline() > (1 - MARGIN) * setting.depth();
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
        && !ADDRESS.matcher(line.text()).matches()
        && !Marker.isBullet(line);
  }
}
