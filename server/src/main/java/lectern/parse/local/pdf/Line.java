package lectern.parse.local.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A line of text outside of tables: runs that follow each other and stand side by side.
///
/// @param words in reading order; at least one
record Line(List<Word> words, float baseline, float size) {

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

  String first() {
    return words.getFirst().text();
  }

  String last() {
    return words.getLast().text();
  }

  boolean endsSentence() {
    return last().matches(".*[.!?:;][\"”’')\\]]*");
  }
}
