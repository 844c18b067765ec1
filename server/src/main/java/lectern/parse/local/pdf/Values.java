package lectern.parse.local.pdf;

import java.util.List;
import java.util.regex.Pattern;

/// Tells what stands in a table's cells from what stands in sentences.
final class Values {
  private static final Pattern CURRENCY = Pattern.compile("\\(?(US|C|A|HK)?[$€£¥₹]|[A-Z]{0,2}\\$");

  private static final Pattern NUMBER =
      Pattern.compile(
          "[(\\[]*[-–—−+±~<>≤≥]?(US|C|A|HK)?[$€£¥₹]?[(]?[-–—−+]?\\d[\\d,.'’/:]*"
              + "(%|x|X|×|bps|pts|pt|bp|[kKmMbB]n?)?[)\\]]*%?[*†‡]*(\\(\\w\\))?");

  private static final Pattern NOTHING =
      Pattern.compile("[-–—−]{1,3}%?|[Nn]\\.?/?[AaMm]\\.?|nil|\\*{1,3}|\\([-–—−]\\)");

  private static final Pattern CLOSING = Pattern.compile("[)%\\]*†‡]+|\\)%|bps|pts");

  private static final Pattern YEAR = Pattern.compile("(FY)?(19|20)\\d\\d[AE]?");

  private static final Pattern UP_TO_THREE_DIGITS =
      Pattern.compile("[(]?[-–−+]?[$€£]?[1-9]\\d{0,2}");

  private static final Pattern THREE_DIGITS = Pattern.compile("\\d{3}([.,]\\d{1,2})?[)%*]*");

  /// In ems: a common space is 0.28 wide, and columns of amounts stay further apart.
  private static final float DIGIT_GAP = 0.4f;

  private Values() {}

  /// Whether the whole run is one or more amounts, dates in figures, or marks for nothing.
  static boolean isValue(Run run) {
    boolean figure = false;
    for (Word word : run.words()) {
      boolean amount = isNumber(word) || NOTHING.matcher(word.text()).matches();
      if (!amount && !isCurrency(word) && !isClosing(word)) {
        return false;
      }
      figure |= amount;
    }
    return figure;
  }

  static boolean isNumber(Word word) {
    return NUMBER.matcher(word.text()).matches();
  }

  static boolean isCurrency(Word word) {
    return CURRENCY.matcher(word.text()).matches();
  }

  /// What belongs to the number before it, however far the producer put it away.
  static boolean isClosing(Word word) {
    return CLOSING.matcher(word.text()).matches();
  }

  /// Whether a word is the next three digits of a number that is parted by spaces, as most of
  /// Europe writes it.
  static boolean isRestOfNumber(List<Word> number, Word word) {
    return word.left() - number.getLast().right() < DIGIT_GAP * word.size()
        && THREE_DIGITS.matcher(word.text()).matches()
        && (number.size() == 1
            ? UP_TO_THREE_DIGITS.matcher(number.getFirst().text()).matches()
            : number.getLast().text().length() == 3);
  }

  static boolean isYear(Run run) {
    return run.words().stream().allMatch(word -> YEAR.matcher(word.text()).matches());
  }

  /// Whether nothing parts two words of one cell: `$` and `5`, `(3` and `)`.
  static boolean areOne(Word before, Word after) {
    return (isCurrency(before) && isNumber(after))
        || (before.text().equals("(") && isNumber(after))
        || (isClosing(after) && isNumber(before) && !after.text().equals("*"));
  }
}
