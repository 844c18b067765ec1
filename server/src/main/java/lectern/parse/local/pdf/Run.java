package lectern.parse.local.pdf;

import java.util.List;
import java.util.stream.Collectors;

/// Words on one line with no more than a word's space between them: a line of a paragraph, or a
/// cell of a table.
///
/// @param words in reading order; at least one
/// @param order place in the order in which the file draws its runs
record Run(List<Word> words, int order) {

  Run {
    words = List.copyOf(words);
  }

  float left() {
    return words.stream().map(Word::left).min(Float::compare).orElseThrow();
  }

  float right() {
    return words.stream().map(Word::right).max(Float::compare).orElseThrow();
  }

  float width() {
    return right() - left();
  }

  float centre() {
    return (left() + right()) / 2;
  }

  Word largest() {
    Word largest = words.getFirst();
    for (Word word : words) {
      if (word.size() > largest.size()) {
        largest = word;
      }
    }
    return largest;
  }

  float baseline() {
    return largest().baseline();
  }

  float size() {
    return largest().size();
  }

  int chars() {
    return words.stream().mapToInt(word -> word.text().length()).sum();
  }

  String text() {
    return words.stream().map(Word::text).collect(Collectors.joining(" "));
  }

  boolean isBold() {
    return words.stream().allMatch(Word::isBold);
  }

  /// Whether both stand on one line: the upper seven tenths of their ems share half the smaller.
  boolean besides(Run other) {
    return onOneLine(baseline(), size(), other.baseline(), other.size());
  }

  /// Half the height of the smaller letters is more than a raised footnote mark leaves the line by,
  /// and less than any two lines overlap. Seven tenths of the em is the height of capitals.
  static boolean onOneLine(float baseline, float size, float otherBaseline, float otherSize) {
    float top = Math.max(baseline - 0.7f * size, otherBaseline - 0.7f * otherSize);
    float bottom = Math.min(baseline, otherBaseline);
    return bottom - top >= 0.5f * 0.7f * Math.min(size, otherSize);
  }
}
