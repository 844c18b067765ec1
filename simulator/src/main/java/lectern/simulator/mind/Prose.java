package lectern.simulator.mind;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Puts answers into words.
final class Prose {
  /// What a request may ask of the length: docs/simulator.md tells this to whoever tests load.
  private static final Pattern EXACT_TOKENS =
      Pattern.compile("\\bexactly (\\d{1,6}) tokens?\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern WORDS =
      Pattern.compile("\\b(\\d{1,5}) words?\\b", Pattern.CASE_INSENSITIVE);

  /// Each of these is one token with the space before it, in both encodings.
  private static final List<String> SINGLE_TOKENS =
      List.of("the", "page", "and", "its", "words", "are", "here", "to", "be", "read", "again");

  private static final List<String> OPENINGS =
      List.of("The passages say: ", "It is written: ", "I found this: ", "To quote: ");

  private static final String SILENT =
      "The passages do not say; they hold no answer to this question.";

  /// Shorter results are told as they are.
  private static final int SHORT_RESULT = 200;

  private static final int LONGEST_RESTATEMENT = 300;

  private Prose() {}

  /// The answer in words.
  ///
  /// @param variant the how-manieth of several answers to one question, from 0
  static String answer(Asked asked, Evidence evidence, int variant) {
    var tokens = number(EXACT_TOKENS, asked.text());
    if (tokens >= 0) {
      return words(tokens);
    }
    var plain = plain(asked, evidence, variant);
    var words = number(WORDS, asked.text());
    return words >= 0 ? stretched(plain, words) : plain;
  }

  private static int number(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    return found.find() ? Integer.parseInt(found.group(1)) : -1;
  }

  private static String plain(Asked asked, Evidence evidence, int variant) {
    if (!evidence.quotes().isEmpty()) {
      return OPENINGS.get(variant % OPENINGS.size()) + quotes(evidence);
    }
    var results = asked.results();
    if (!results.isEmpty() && results.stream().allMatch(Prose::isAFigure)) {
      return "The tool answered: "
          + results.stream().map(Message::text).collect(Collectors.joining(", "))
          + ".";
    }
    return evidence.hasPassages() ? SILENT : restated(asked.text(), variant);
  }

  /// The quotes with their citations.
  static String quotes(Evidence evidence) {
    return evidence.quotes().stream().map(Sentence::quoted).collect(Collectors.joining(" "));
  }

  /// Whether a result is rather a value than text: `42`, `{"celsius": 21}`.
  private static boolean isAFigure(Message result) {
    var text = result.text();
    return text.length() <= SHORT_RESULT
        && !Nothing.isMeantBy(text)
        && Passages.in(text).stream().noneMatch(s -> Words.all(s.text()).size() > 6 && isProse(s));
  }

  private static boolean isProse(Sentence sentence) {
    return sentence.text().charAt(0) != '{' && sentence.text().charAt(0) != '[';
  }

  private static String restated(String question, int variant) {
    if (question.isEmpty()) {
      return "There was no question, so there is no answer.";
    }
    var shown =
        question.length() > LONGEST_RESTATEMENT
            ? question.substring(0, question.offsetByCodePoints(0, shownCodePoints(question))) + "…"
            : question;
    var opening = variant % 2 == 0 ? "You said: " : "I understood this: ";
    return opening + "\"" + shown + "\" No passages came with it that I could quote.";
  }

  private static int shownCodePoints(String question) {
    return question.codePointCount(0, LONGEST_RESTATEMENT) - 1;
  }

  private static String words(int count) {
    var text = new StringBuilder();
    for (var i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(SINGLE_TOKENS.get(i % SINGLE_TOKENS.size()));
    }
    return text.toString();
  }

  private static String stretched(String answer, int words) {
    var there = Words.all(answer).size();
    return there >= words ? answer : answer + " " + words(words - there) + ".";
  }
}
