package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A line of text outside of tables: runs that follow each other and stand side by side.
///
/// @param words in reading order; at least one
record Line(List<Word> words, float baseline, float size) {

  /// In ems: wider than the space of a justified line, mostly.
  private static final float TAB = 0.7f;

  /// A mark has a figure or stands in brackets: "E1", "12.1.3.", "(viii)", "a)".
  private static final Pattern MARK = Pattern.compile("(?=.*[\\d)\\]]).{1,8}");

  Line {
    words = List.copyOf(words);
  }

  /// Joins runs that follow each other into lines.
  static List<Line> of(List<Run> runs) {
    var lines = new ArrayList<Line>();
    var line = new ArrayList<Run>();
    for (Run run : runs) {
      if (!line.isEmpty() && !run.besides(line.getLast())) {
        lines.add(ofRuns(line));
        line.clear();
      }
      line.add(run);
    }
    if (!line.isEmpty()) {
      lines.add(ofRuns(line));
    }
    return List.copyOf(lines);
  }

  private static Line ofRuns(List<Run> runs) {
    Comparator<Run> reading = Comparator.comparingDouble(Run::left);
    boolean leftward = Letters.isRightToLeft(runs.getFirst().text());
    var words = new ArrayList<Word>();
    runs.stream()
        .sorted(leftward ? reading.reversed() : reading)
        .forEach(run -> words.addAll(run.words()));
    Run main = runs.stream().max(Comparator.comparingInt(Run::chars)).orElseThrow();
    return new Line(words, main.baseline(), mainSize(words));
  }

  /// The size of most of the letters.
  private static float mainSize(List<Word> words) {
    return new Sizes(words).most();
  }

  float left() {
    return words.stream().map(Word::left).min(Float::compare).orElseThrow();
  }

  float right() {
    return words.stream().map(Word::right).max(Float::compare).orElseThrow();
  }

  int chars() {
    return words.stream().mapToInt(word -> word.text().length() + 1).sum() - 1;
  }

  boolean isBold() {
    return words.stream().allMatch(Word::isBold);
  }

  long letters() {
    return words.stream()
        .mapToLong(word -> word.text().codePoints().filter(Character::isLetter).count())
        .sum();
  }

  String text() {
    return words.stream().map(Word::text).collect(Collectors.joining(" "));
  }

  String first() {
    return words.getFirst().text();
  }

  String last() {
    return words.getLast().text();
  }

  /// Whether the first word is set apart from the others, as the marks and numbers of items are.
  boolean isTabbed() {
    return words.size() > 1
        && words.get(1).left() - words.getFirst().right() >= TAB * size
        && MARK.matcher(words.getFirst().text()).matches();
  }

  boolean endsSentence() {
    return last().matches(".*[.!?:;][\"”’')\\]]*");
  }
}
