package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Joins lines into headings, paragraphs and list items, and writes them.
final class Blocks {

  /// In line distances of the block so far, or in ems at its second line.
  private static final float PARAGRAPH_GAP = 1.25f;

  private static final float LARGEST_LEADING = 1.65f;

  /// In ems.
  private static final float INDENT = 0.8f;

  /// In ems.
  private static final float SPACE = 0.25f;

  /// In ems: the first letters of two lines that begin together do not all begin at their edge.
  private static final float HANGING = 0.3f;

  /// What would begin another kind of block in Markdown.
  private static final Pattern MARKS = Pattern.compile("#{1,6}|>.*|\\|.*|[-+=]+|\\*+|```.*");

  /// Lines that one heading may take.
  static final int HEADING_LINES = 3;

  private final MarkdownPage page;
  private final Headings headings;
  private final Hyphens hyphens;
  private List<Line> block = new ArrayList<>();
  private boolean afterItem;

  Blocks(MarkdownPage page, Headings headings, Hyphens hyphens) {
    this.page = page;
    this.headings = headings;
    this.hyphens = hyphens;
  }

  void add(Line line) {
    if (!block.isEmpty() && !goesOn(line)) {
      end();
    }
    block.add(line);
  }

  /// Writes what was begun. To be called before a table and at the end.
  void end() {
    if (!block.isEmpty()) {
      write();
      block = new ArrayList<>();
    }
  }

  private boolean goesOn(Line line) {
    Line last = block.getLast();
    OptionalInt level = headings.level(block.getFirst());
    if (headings.isInMargin(line) != headings.isInMargin(last)) {
      return false;
    }
    if (!headings.level(line).equals(level) || beginsItem(last, line)) {
      return false;
    }
    float leading = line.baseline() - last.baseline();
    if (leading < 0 || leading > 4 * line.size()) {
      return level.isEmpty() && isCarriedOver(last, line);
    }
    if (level.isPresent()) {
      return block.size() < HEADING_LINES
          && Math.abs(line.size() - last.size()) < 0.5f
          && leading <= LARGEST_LEADING * line.size();
    }
    boolean sameSize = Math.abs(line.size() - last.size()) <= 0.15f * last.size();
    if (sameSize && leading <= LARGEST_LEADING * line.size() && isSameSentence(last, line)) {
      return true;
    }
    return sameSize
        && leading <= widest(line)
        && (isHanging(line) || !isIndented(line))
        && !isShort(last, line)
        && (isItem() || !isCentred(last, line));
  }

  /// Bullets and numbers begin an item anywhere. A number of a clause, such as 5.2, is also found
  /// at the beginning of a line within a sentence.
  private boolean beginsItem(Line last, Line line) {
    return Marker.isBullet(line)
        || Marker.isNumber(line)
        || (Marker.isClause(line)
            && (line.isTabbed() || last.endsSentence() || Marker.isClause(block.getFirst())));
  }

  /// A sentence goes on in the next line, however far that is set in or out: first lines stand out
  /// to the left of clauses with hanging numbers, and to the right of those without.
  private boolean isSameSentence(Line last, Line line) {
    return !last.endsSentence()
        && line.left() < last.right()
        && line.right() > last.left()
        && (Character.isLowerCase(line.first().codePointAt(0)) || (isItem() && isFull(last, line)));
  }

  /// Whether the first word of the next line had no room in the last one.
  private boolean isFull(Line last, Line line) {
    float room = headings.rightEdge(last) - last.right();
    return room < line.words().getFirst().width() + SPACE * line.size();
  }

  /// A sentence that goes on in the next column, or below a picture.
  private static boolean isCarriedOver(Line last, Line line) {
    return !last.endsSentence()
        && Math.abs(line.size() - last.size()) < 0.5f
        && Character.isLowerCase(line.first().codePointAt(0));
  }

  /// Below the text of an item, whatever its mark is; the mark stands out to the left.
  private boolean isHanging(Line line) {
    Line first = block.getFirst();
    return first.isTabbed()
        && Math.abs(line.left() - first.words().get(1).left()) < HANGING * line.size();
  }

  private float widest(Line line) {
    if (block.size() < 2) {
      return LARGEST_LEADING * line.size();
    }
    Line last = block.getLast();
    float leading = last.baseline() - block.get(block.size() - 2).baseline();
    return leading <= 0 ? LARGEST_LEADING * line.size() : PARAGRAPH_GAP * leading;
  }

  private boolean isItem() {
    Line first = block.getFirst();
    return Marker.isBullet(first) || Marker.isNumber(first) || Marker.isClause(first);
  }

  /// A first line that is set in, where the paragraph's own second line is not.
  private boolean isIndented(Line line) {
    Line last = block.getLast();
    if (isItem()) {
      boolean below =
          block.size() > 1 && Math.abs(line.left() - last.left()) < HANGING * line.size();
      return !below && line.left() < block.getFirst().left() + HANGING * line.size();
    }
    float in = line.left() - last.left();
    return in > INDENT * line.size() && in < 6 * line.size() && last.right() > line.left();
  }

  /// Lines of titles and addresses, each on its own.
  private static boolean isCentred(Line last, Line line) {
    float middle = (last.left() + last.right()) / 2 - (line.left() + line.right()) / 2;
    return Math.abs(middle) < 0.5f * line.size()
        && Math.abs(last.left() - line.left()) > 2 * line.size();
  }

  /// A last line ends a sentence long before the right edge of the block.
  private boolean isShort(Line last, Line line) {
    float right = Math.max(widestRight(), line.right());
    float room = right - last.right();
    float next = line.words().getFirst().width();
    return last.endsSentence() && room > next + 2 * line.size();
  }

  private float widestRight() {
    return block.stream().map(Line::right).max(Float::compare).orElse(0f);
  }

  private void write() {
    Line first = block.getFirst();
    OptionalInt level = headings.level(first);
    boolean bullet = level.isEmpty() && Marker.isBullet(first);
    boolean number = level.isEmpty() && Marker.isNumber(first);
    if (afterItem && (bullet || number)) {
      page.line();
    } else {
      page.block();
    }
    afterItem = bullet || number;
    if (level.isPresent()) {
      page.marks("#".repeat(level.getAsInt()) + " ");
    } else if (bullet) {
      page.marks("- ");
    }
    boolean plain = level.isEmpty() && !afterItem;
    if (plain && MARKS.matcher(first.first()).matches()) {
      page.marks("\\");
    }
    for (int i = 0; i < block.size(); i++) {
      writeLine(i, bullet && i == 0 ? 1 : 0);
    }
  }

  private void writeLine(int at, int from) {
    List<Word> words = block.get(at).words();
    for (int i = from; i < words.size() - 1; i++) {
      page.word(words.get(i).shown(), words.get(i).box()).marks(" ");
    }
    Word last = words.getLast();
    boolean end = at == block.size() - 1;
    switch (end
        ? Hyphens.Join.AS_IT_IS
        : hyphens.join(last, block.get(at + 1).words().getFirst())) {
      case SPACE -> page.word(last.shown(), last.box()).marks(" ");
      case AS_IT_IS -> page.word(last.shown(), last.box());
      case WITHOUT_HYPHEN ->
          page.word(last.text().substring(0, last.text().length() - 1), last.box());
    }
  }
}
