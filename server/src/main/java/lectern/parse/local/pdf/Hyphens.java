package lectern.parse.local.pdf;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Decides what becomes of a hyphen at the end of a line, without a dictionary: by what the page
/// writes elsewhere, and else by the words that usually make compounds.
final class Hyphens {

  /// How the last word of a line and the first of the next are put together.
  enum Join {
    SPACE,
    AS_IT_IS,
    WITHOUT_HYPHEN
  }

  /// First parts that keep their hyphen in English compounds.
  private static final Set<String> COMPOUNDS =
      Set.of(
          "non", "self", "third", "long", "short", "well", "co", "cross", "multi", "year", "anti",
          "ex", "high", "low", "full", "part", "first", "second", "mid", "off", "on", "one", "two",
          "three", "four", "five", "six", "nine", "ten", "twelve", "all", "half", "cost", "end",
          "fair", "fixed", "free", "front", "hard", "in", "large", "market", "real", "right",
          "risk", "small", "so", "state", "tax", "time", "to", "up", "user", "value", "world");

  private final Set<String> words = new HashSet<>();

  Hyphens(List<Run> runs) {
    for (Run run : runs) {
      run.words().forEach(word -> words.add(bare(word.text())));
    }
  }

  private static String bare(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
  }

  Join join(Word last, Word first) {
    String end = last.text();
    if (end.length() < 2 || !isHyphen(end.charAt(end.length() - 1))) {
      return Join.SPACE;
    }
    if (end.charAt(end.length() - 1) == Letters.SOFT_HYPHEN) {
      return Join.WITHOUT_HYPHEN;
    }
    boolean letters =
        Character.isLetter(end.charAt(end.length() - 2))
            && Character.isLetter(first.text().codePointAt(0));
    if (!letters) {
      return Character.isDigit(first.text().codePointAt(0)) ? Join.AS_IT_IS : Join.SPACE;
    }
    return isCompound(end.substring(0, end.length() - 1), first.text())
        ? Join.AS_IT_IS
        : Join.WITHOUT_HYPHEN;
  }

  private static boolean isHyphen(char letter) {
    return letter == '-' || letter == '\u2010' || letter == Letters.SOFT_HYPHEN;
  }

  private boolean isCompound(String before, String after) {
    if (words.contains(bare(before + after))) {
      return false;
    }
    return words.contains(bare(before + "-" + after))
        || !Character.isLowerCase(after.codePointAt(0))
        || before.contains("-")
        || COMPOUNDS.contains(bare(before));
  }
}
