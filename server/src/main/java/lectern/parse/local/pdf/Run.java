package lectern.parse.local.pdf;

import java.util.List;
import java.util.stream.Collectors;

/// Words on one line with no more than a word's space between them: a line of a paragraph, or a
/// cell of a table.
///
/// @param words in reading order; at least one
/// @param order place in the order in which the file draws its runs
/// @param span from the leftmost to the rightmost
/// @param largest of the words; its baseline is the run's
record Run(List<Word> words, int order, Span span, Word largest) {

  Run {
    words = List.copyOf(words);
  }

  static Run of(List<Word> words, int order) {
    Word first = words.getFirst();
    var span = new Span(first.left(), first.right());
    Word largest = first;
    for (Word word : words) {
      span = span.with(new Span(word.left(), word.right()));
      largest = word.size() > largest.size() ? word : largest;
    }
    return new Run(words, order, span, largest);
  }

  float left() {
    return span.left();
  }

  float right() {
    return span.right();
  }

  float centre() {
    return span.centre();
  }

  float baseline() {
    return largest.baseline();
  }

  float size() {
    return largest.size();
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
