package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lectern.parse.local.pdf.Glyph.Weight;

/// Makes words, and of words runs, out of the glyphs of one turn, in the order of the file.
///
/// A space is drawn, or it is a gap; a gap nearly as wide as the letters are high begins a new run:
/// it parts cells and columns, and words of badly justified lines, where nothing is lost by it.
final class Runs {

  /// In ems. Spaces are 0.2 (condensed) to 0.3 wide, kerning moves letters by less than 0.1.
  private static final float WORD_GAP = 0.14f;

  private static final float RUN_GAP = 0.8f;

  /// In ems: letters pushed together or drawn over each other still follow on.
  private static final float BACKSTEP = 0.5f;

  /// Dots that lead the eye to a page number or an amount; an ellipsis has three.
  private static final String LEADERS = "[.·․…_]{4,}";

  private final Sheet sheet;
  private final List<Run> runs = new ArrayList<>();
  private List<Word> words = new ArrayList<>();
  private List<Glyph> letters = new ArrayList<>();
  private Optional<Glyph> last = Optional.empty();
  private boolean blankBefore;
  private boolean leading;

  private Runs(Sheet sheet) {
    this.sheet = sheet;
  }

  static List<Run> of(List<Glyph> glyphs, Sheet sheet) {
    var runs = new Runs(sheet);
    glyphs.forEach(runs::add);
    runs.endRun();
    return Stitch.of(runs.runs);
  }

  private void add(Glyph glyph) {
    if (glyph.isBlank()) {
      blankBefore = true;
      return;
    }
    last.ifPresent(before -> separate(before, glyph));
    letters.add(glyph);
    last = Optional.of(glyph);
    blankBefore = false;
  }

  private void separate(Glyph before, Glyph glyph) {
    float em = Math.max(before.size(), glyph.size());
    float gap = gap(before, glyph) / em;
    boolean sameLine =
        Run.onOneLine(before.baseline(), before.size(), glyph.baseline(), glyph.size());
    if (!sameLine || gap < -BACKSTEP || gap > RUN_GAP) {
      endRun();
    } else if (blankBefore || gap > WORD_GAP || isNoteMark(before, glyph)) {
      endWord();
    }
  }

  /// A small raised figure is a mark and no part of the word, nor of the number, before it.
  private static boolean isNoteMark(Glyph before, Glyph glyph) {
    char first = glyph.text().charAt(0);
    return glyph.size() < 0.8f * before.size()
        && glyph.baseline() < before.baseline() - 0.1f * before.size()
        && (Character.isDigit(first) || first == '(');
  }

  /// The space between two glyphs, whichever comes first where one of them is read leftwards.
  private static float gap(Glyph before, Glyph glyph) {
    float forward = glyph.left() - before.right();
    boolean leftward = Letters.isRightToLeft(before.text()) || Letters.isRightToLeft(glyph.text());
    return leftward && glyph.left() < before.left() ? before.left() - glyph.right() : forward;
  }

  private void endRun() {
    endWord();
    if (!words.isEmpty()) {
      if (words.stream().anyMatch(word -> Letters.isRightToLeft(word.text()))) {
        words.sort(Comparator.comparingDouble(Word::right).reversed());
      }
      runs.add(Run.of(words, runs.size()));
    }
    words = new ArrayList<>();
  }

  private void endWord() {
    last = Optional.empty();
    if (letters.isEmpty()) {
      return;
    }
    Word word = word();
    letters = new ArrayList<>();
    if (isLeader(word)) {
      endRun();
    } else if (!word.text().isEmpty()) {
      words.add(word);
    }
  }

  /// Four dots in one word, or the second and later of words that are a dot each.
  private boolean isLeader(Word word) {
    boolean dot = word.text().equals(".");
    boolean after = leading || (!words.isEmpty() && words.getLast().text().equals("."));
    leading = word.text().matches(LEADERS) || (dot && after);
    if (leading && dot && !words.isEmpty()) {
      words.removeLast();
    }
    return leading;
  }

  private Word word() {
    var text = new StringBuilder();
    inLogicalOrder().forEach(letter -> text.append(letter.text()));
    for (int i = 0; i < text.length() - 1; i++) {
      if (text.charAt(i) == Letters.SOFT_HYPHEN) {
        text.setCharAt(i, '-');
      }
    }
    float left = (float) letters.stream().mapToDouble(Glyph::left).min().orElse(0);
    float right = (float) letters.stream().mapToDouble(Glyph::right).max().orElse(0);
    Glyph main = main();
    float em = main.size();
    var frame = new Box(left, main.baseline() - 0.8f * em, right - left, em);
    boolean bold = letters.stream().allMatch(letter -> letter.weight() == Weight.BOLD);
    return new Word(
        text.toString().strip(),
        left,
        right,
        main.baseline(),
        em,
        bold ? Weight.BOLD : Weight.REGULAR,
        main.turn().box(sheet, frame));
  }

  private Glyph main() {
    return letters.stream().max(Comparator.comparingDouble(Glyph::size)).orElseThrow();
  }

  /// Words read leftwards are drawn in either order; the position tells which letter comes first.
  private List<Glyph> inLogicalOrder() {
    boolean leftward = letters.stream().allMatch(letter -> Letters.isRightToLeft(letter.text()));
    if (!leftward) {
      return letters;
    }
    return letters.stream().sorted(Comparator.comparingDouble(Glyph::right).reversed()).toList();
  }
}
