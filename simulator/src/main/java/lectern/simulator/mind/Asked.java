package lectern.simulator.mind;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lectern.simulator.mind.Message.Speaker;

/// What is wanted, taken out of the last message of the user, which may hold passages as well.
///
/// @param text the question or request itself
/// @param after the messages that came after it: calls and their results
record Asked(String text, List<Message> after) {
  private static final Pattern NAMED =
      Pattern.compile(
          "(?im)^[\\s#*]*(?:user )?(?:question|query|frage|task|request)\\s*:[*\\s]*(\\S.*)$");
  private static final Pattern BLANK_LINES = Pattern.compile("\\n\\s*\\n");

  /// A longer paragraph is rather a passage than a question.
  private static final int LONGEST = 400;

  static Asked in(List<Message> messages) {
    for (var i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).isFrom(Speaker.USER)) {
        return new Asked(
            question(Labels.parted(messages.get(i).text())),
            messages.subList(i + 1, messages.size()));
      }
    }
    return new Asked("", messages);
  }

  /// The question in a message.
  static String question(String message) {
    if (message.length() <= LONGEST && message.indexOf('\n') < 0) {
      return onlyTheQuestions(message);
    }
    return named(message).orElseGet(() -> onlyTheQuestions(paragraph(message)));
  }

  private static Optional<String> named(String message) {
    var label = NAMED.matcher(message);
    var last = Optional.<String>empty();
    while (label.find()) {
      last = Optional.of(label.group(1).strip());
    }
    return last;
  }

  private static String paragraph(String message) {
    var paragraphs =
        BLANK_LINES
            .splitAsStream(message)
            .map(String::strip)
            .filter(paragraph -> !paragraph.isEmpty())
            .toList();
    if (paragraphs.isEmpty()) {
      return "";
    }
    return paragraphs.reversed().stream()
        .filter(paragraph -> paragraph.endsWith("?"))
        .findFirst()
        .orElseGet(() -> shortFirst(paragraphs));
  }

  private static String shortFirst(List<String> paragraphs) {
    var first = paragraphs.getFirst();
    return first.length() < LONGEST && Labels.leading(first, Sentence.Place.UNKNOWN).isEmpty()
        ? first
        : paragraphs.getLast();
  }

  private static String onlyTheQuestions(String text) {
    if (!text.contains("?")) {
      return text.strip();
    }
    var questions = Sentences.in(text).stream().filter(sentence -> sentence.endsWith("?")).toList();
    return questions.isEmpty() ? text.strip() : String.join(" ", questions);
  }

  /// The questions in it, one by one; the whole when it holds but one.
  List<String> each() {
    var questions = Sentences.in(text).stream().filter(sentence -> sentence.endsWith("?")).toList();
    return questions.size() > 1 ? questions : List.of(text);
  }

  /// What the tools answered to it.
  List<Message> results() {
    return after.stream().filter(message -> message.isFrom(Speaker.TOOL)).toList();
  }

  /// How many times tools were called for it.
  long rounds() {
    return after.stream().filter(message -> message.isFrom(Speaker.ASSISTANT_CALLING)).count();
  }
}
