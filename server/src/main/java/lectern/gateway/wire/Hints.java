package lectern.gateway.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.gateway.LimitNews;
import lectern.gateway.LimitNews.Window;

/// What a reply says about when to come again. It is advice: nonsense in it is passed over, and how
/// much of it is followed is decided elsewhere.
///
/// @param pause how long to wait, if it says so
/// @param advice whether to come again at all
public record Hints(Optional<Duration> pause, Advice advice) {
  /// Who asks for more than this says something else than when to come again.
  private static final Duration LONGEST = Duration.ofDays(30);

  /// Unsigned, in seconds or milliseconds; no hint is longer than that.
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

  /// A part of a duration as Go writes it: `6m0s`, `9.816s`, `120ms`; or in words: `20 seconds`.
  private static final Pattern PART =
      Pattern.compile(
          "(\\d{1,9}(?:\\.\\d{1,9})?) ?"
              + "(h(?:ours?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?|ms|milliseconds?|[µμu]s)"
              + "(?![a-zµμ])");

  /// OpenAI's "Please try again in 9.816s" and Azure's "Please retry after 20 seconds".
  private static final Pattern TOLD =
      Pattern.compile("(?:try again|retry) (?:in|after) ((?:" + PART + ")+)");

  /// Digits of a count; none that is meant is longer.
  private static final int MOST_DIGITS = 15;

  /// Texts are looked through so far: an error is short, and what is longer is a page of a proxy.
  private static final int MAX_TEXT_CHARS = 4_000;

  /// Whether to come again, as `x-should-retry` says.
  public enum Advice {
    COME_AGAIN,
    DO_NOT,
    NONE
  }

  /// What an error says, in its headers and in its text.
  ///
  /// @param header the first of that name
  public static Hints of(Function<String, Optional<String>> header, String body) {
    var pause =
        header
            .apply("retry-after-ms")
            .flatMap(value -> number(value, 1e6))
            .or(() -> header.apply("retry-after").flatMap(value -> number(value, 1e9)))
            .or(() -> untilDate(header))
            .or(() -> told(body))
            .filter(it -> it.compareTo(LONGEST) <= 0);
    var advice =
        switch (header.apply("x-should-retry").orElse("")) {
          case "true" -> Advice.COME_AGAIN;
          case "false" -> Advice.DO_NOT;
          default -> Advice.NONE;
        };
    return new Hints(pause, advice);
  }

  private static Optional<Duration> number(String value, double nanosEach) {
    return NUMBER.matcher(value.strip()).matches()
        ? Optional.of(Duration.ofNanos((long) (Double.parseDouble(value.strip()) * nanosEach)))
        : Optional.empty();
  }

  /// A date is read by the clock of who wrote it, which the reply's `Date` shows: then it does not
  /// matter how wrong that one is, or ours. RFC 9110, section 6.6.1, asks for it.
  private static Optional<Duration> untilDate(Function<String, Optional<String>> header) {
    var then = header.apply("retry-after").flatMap(Hints::date);
    var now = header.apply("date").flatMap(Hints::date);
    return then.isPresent() && now.isPresent()
        ? Optional.of(Duration.between(now.get(), then.get())).filter(it -> !it.isNegative())
        : Optional.empty();
  }

  private static Optional<ZonedDateTime> date(String value) {
    try {
      return Optional.of(ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> told(String body) {
    var text = TOLD.matcher(body.substring(0, Math.min(body.length(), MAX_TEXT_CHARS)));
    return text.find() ? Optional.of(sum(PART.matcher(text.group(1)))) : Optional.empty();
  }

  private static Duration sum(Matcher parts) {
    var sum = Duration.ZERO;
    while (parts.find()) {
      double number = Double.parseDouble(parts.group(1));
      sum = sum.plusNanos((long) (number * nanos(parts.group(2))));
    }
    return sum;
  }

  private static double nanos(String unit) {
    return switch (unit.charAt(0)) {
      case 'h' -> 3.6e12;
      case 's' -> 1e9;
      case 'm' -> unit.equals("ms") || unit.startsWith("mil") ? 1e6 : 6e10;
      default -> 1e3;
    };
  }

  /// What a reply of OpenAI's kind says about limits, in `x-ratelimit-…`.
  public static LimitNews news(Function<String, Optional<String>> header) {
    var requests = window(header, "requests");
    var tokens = window(header, "tokens");
    return requests.isEmpty() && tokens.isEmpty()
        ? LimitNews.NONE
        : new LimitNews(requests, tokens);
  }

  /// The older names of the headers end in `_usage_based`. Proxies and Azure say -1 or 0 where they
  /// do not know.
  private static Optional<Window> window(Function<String, Optional<String>> header, String what) {
    var limit = count(header, "x-ratelimit-limit-", what);
    var remaining = count(header, "x-ratelimit-remaining-", what);
    if (limit.isEmpty() || remaining.isEmpty()) {
      return Optional.empty();
    }
    long most = limit.getAsLong();
    long left = remaining.getAsLong();
    return most > 0 && left <= most ? Optional.of(new Window(most, left)) : Optional.empty();
  }

  private static OptionalLong count(
      Function<String, Optional<String>> header, String name, String what) {
    var value = named(header, name, what).orElse("");
    return isCount(value) ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
  }

  /// By hand: a pattern takes longer, and this is asked with each reply.
  private static boolean isCount(String value) {
    boolean isCount = !value.isEmpty() && value.length() <= MOST_DIGITS;
    for (int i = 0; isCount && i < value.length(); i++) {
      isCount = value.charAt(i) >= '0' && value.charAt(i) <= '9';
    }
    return isCount;
  }

  private static Optional<String> named(
      Function<String, Optional<String>> header, String name, String what) {
    return header
        .apply(name + what)
        .or(() -> header.apply(name + what + "_usage_based"))
        .map(String::strip);
  }
}
