package lectern.agent;

import java.util.regex.Pattern;

/// What kind of thing a question asks for, as far as its words tell: a time or a figure. A
/// statement without one hardly answers it.
enum Expectation {
  TIME(
      "\\b(when|(what|which|by which|on which) (day|date|month|year|time))\\b",
      "\\d{1,2}:\\d{2}|\\b(19|20)\\d{2}\\b|\\b("
          + Calendar.MONTHS
          + "|"
          + Calendar.DAYS
          + ")\\b|\\b(days?|weeks?|months?|years?)\\b"),
  FIGURE(
      "\\bhow (much|many|high|long|soon|often|large|big|far|old)\\b"
          + "|\\b(cost|price|amount|rate|share|percentage|total|sum|number|limit|fee|salary)\\b",
      "\\d|\\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|sixty"
          + "|ninety|hundred|thousand|million|half|twice|once|none|nothing)\\b"),
  /// Anything may answer it.
  ANYTHING("", "");

  /// The figures of a date are none that somebody asks for.
  private static final Pattern DATE =
      Pattern.compile("\\b(" + Calendar.MONTHS + ") \\d{1,2}(, \\d{4})?|\\b(19|20)\\d{2}\\b");

  private final Pattern asked;
  private final Pattern given;

  Expectation(String asked, String given) {
    this.asked = Pattern.compile(asked, Pattern.CASE_INSENSITIVE);
    this.given = Pattern.compile(given, Pattern.CASE_INSENSITIVE);
  }

  static Expectation of(String question) {
    for (var kind : values()) {
      if (kind.asked.matcher(question).find()) {
        return kind;
      }
    }
    return ANYTHING;
  }

  boolean isMetBy(String statement) {
    var told = this == FIGURE ? DATE.matcher(statement).replaceAll(" ") : statement;
    return given.matcher(told).find();
  }

  private static final class Calendar {
    static final String MONTHS =
        "January|February|March|April|May|June|July|August|September|October|November|December";
    static final String DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday";
  }
}
