package lectern.simulator.mind;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Takes texts apart into words.
final class Words {
  /// Words that say nothing about what a text is about, English and German.
  private static final Set<String> EMPTY_WORDS =
      Set.copyOf(
          List.of(
              """
              a about all also am an and any are as at be been but by can could did do does for
              from give had has have how i if in into is it its many me much my no not of on or
              our please say says so tell that the their them then there these they this those to
              was we were what when where which who whom whose why will with would you your find
              search look calculate compute using use
              aber als am an auch auf aus bei bin bis bitte das dass dem den der des die dies diese
              du durch ein eine einem einen einer eines er es finde für hat haben ich ihr im in ist
              kann mit nach nicht noch nur oder sein sich sie sind so suche über um und uns von vom
              wann war warum was welche welcher welches wenn wer wie wir wird wo wurde zu zum zur
              """
                  .strip()
                  .split("\\s+")));

  /// Enough letters to tell most words apart, few enough to join their forms: `cancel`,
  /// `cancelled`, `cancellation`.
  private static final int STEM = 6;

  private Words() {}

  /// All words and numbers, in order, as they stand.
  static List<String> all(String text) {
    var words = new ArrayList<String>();
    var start = -1;
    for (var i = 0; i <= text.length(); i++) {
      var inside = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      }
    }
    return words;
  }

  /// The words that say what the text is about, as they stand.
  static List<String> content(String text) {
    var words = all(text);
    words.removeIf(word -> EMPTY_WORDS.contains(word.toLowerCase(Locale.ROOT)));
    return words;
  }

  /// The stems of the content words, each once, in order.
  static Set<String> stems(String text) {
    var stems = new LinkedHashSet<String>();
    for (var word : all(text)) {
      var lower = word.toLowerCase(Locale.ROOT);
      if (!EMPTY_WORDS.contains(lower)) {
        stems.add(stem(lower));
      }
    }
    return stems;
  }

  static String stem(String lower) {
    var singular = lower;
    if (lower.length() > 3 && lower.endsWith("s") && !lower.endsWith("ss")) {
      singular = lower.substring(0, lower.length() - 1);
    }
    return singular.length() > STEM ? singular.substring(0, STEM) : singular;
  }
}
