package lectern.simulator.fault;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import lectern.simulator.fault.Fault.Fate;
import lectern.simulator.fault.Fault.Hints;
import lectern.simulator.fault.Fault.Mishap;

/// Reads what a rule does.
final class FaultReader {
  /// Answers have fewer pieces, documents fewer pages.
  private static final int MOST_PIECES = 1_000_000;

  private static final int MOST_PAGES = 10_000;
  private static final int MOST_HEADERS = 50;
  private static final Duration SHORTEST = Duration.ofMillis(1);

  /// RFC 9110: 1xx is no final answer, and no status is above 599.
  private static final int FIRST_STATUS = 200;

  private static final int LAST_STATUS = 599;

  private static final Pattern RETRY_AFTER =
      Pattern.compile("\\d{1,9}(\\.\\d{1,3})?|none|http-date:-?\\d{1,9}");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'+.^_`|~-]{1,100}");
  private static final Pattern HEADER_PATTERN =
      Pattern.compile("[A-Za-z0-9!#$%&'+.^_`|~-]{0,100}\\*?");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]{0,8000}");

  private static final Map<String, Fate> FATES =
      Map.of(
          "stuck_pending", new Fate.StuckPending(),
          "stuck_running", new Fate.StuckRunning(),
          "cancelled", new Fate.Cancelled(),
          "expires", new Fate.Expires(),
          "never_settled", new Fate.NeverSettled());

  private static final Map<String, Mishap> MISHAPS =
      Map.of(
          "lost", new Mishap.Lost(),
          "doubled", new Mishap.Doubled(),
          "unsigned", new Mishap.Unsigned());

  private final Set<String> errorNames;
  private final Map<String, Function<Place, Fault>> kinds = new LinkedHashMap<>();

  /// @param errorNames of both vendors' tables
  FaultReader(Set<String> errorNames) {
    this.errorNames = errorNames;
    kinds.put("error", this::error);
    kinds.put("reply", FaultReader::reply);
    kinds.put("html", FaultReader::html);
    kinds.put("reset", place -> new Fault.Reset(place.choice(Fault.Moment.class)));
    kinds.put("hang", place -> place.ifTrue(new Fault.Hang()));
    kinds.put("lose_answer", place -> new Fault.LoseAnswer(place.choice(Fault.Loss.class)));
    kinds.put("first_token_after", place -> new Fault.FirstTokenAfter(place.duration(SHORTEST)));
    kinds.put("stall", FaultReader::stall);
    kinds.put("cut", FaultReader::cut);
    kinds.put(
        "malformed_chunk", place -> new Fault.MalformedChunk(place.smallNumber(1, MOST_PIECES)));
    kinds.put("no_done", place -> place.ifTrue(new Fault.NoDone()));
    kinds.put("error_inside", this::errorInside);
    kinds.put("error_null", place -> place.ifTrue(new Fault.ErrorNull()));
    kinds.put(
        "slow_upload", place -> new Fault.SlowUpload(place.smallNumber(1, Integer.MAX_VALUE)));
    kinds.put("latency", place -> new Fault.Latency(place.factor()));
    kinds.put("limit", place -> new Fault.Limit(place.factor()));
    kinds.put("headers", FaultReader::headers);
    kinds.put("answer", place -> new Fault.Answer(place.choice(Fault.Manner.class)));
    kinds.put("job", place -> new Fault.Job(fate(place)));
    kinds.put("webhook", place -> new Fault.Webhook(mishap(place)));
  }

  /// At least one fault, in the order in which they are written.
  List<Fault> read(Place place) {
    var table = place.table(kinds.keySet());
    if (table.values().isEmpty()) {
      throw place.wrong("does nothing; name at least one fault");
    }
    return table.values().entrySet().stream()
        .map(entry -> requireNonNull(kinds.get(entry.getKey())).apply(entry.getValue()))
        .toList();
  }

  private Fault error(Place place) {
    if (!place.isTable()) {
      return new Fault.NamedError(errorName(place), Hints.NONE);
    }
    var table = place.table("name", "retry_after", "retry_after_ms", "should_retry");
    return new Fault.NamedError(errorName(table.need("name")), hints(table));
  }

  private String errorName(Place place) {
    var name = place.text("the name of an error");
    if (!errorNames.contains(name)) {
      throw place.wrong(
          "must name an error, but neither vendor has '%s'; %s"
              .formatted(name, Nearest.orAll(name, errorNames)));
    }
    return name;
  }

  private static Hints hints(Table table) {
    return new Hints(
        table.maybe(
            "retry_after", place -> place.text("seconds, none, or http-date:SECONDS", RETRY_AFTER)),
        table.maybe("retry_after_ms", place -> place.number(0, Integer.MAX_VALUE)),
        table.maybe("should_retry", Place::yesOrNo));
  }

  private static Fault reply(Place place) {
    var table =
        place.table("status", "type", "body", "retry_after", "retry_after_ms", "should_retry");
    return new Fault.AnyReply(
        status(table.need("status")),
        table.or("type", type -> type.text("a content type", HEADER_VALUE), "application/json"),
        table.or("body", body -> body.text("some text"), ""),
        hints(table));
  }

  /// What a proxy in front of the vendor would say of itself.
  private static Fault html(Place place) {
    var status = status(place);
    var page =
        """
        <html>
        <head><title>%1$d</title></head>
        <body><center><h1>%1$d</h1></center><hr><center>proxy</center></body>
        </html>
        """
            .formatted(status);
    return new Fault.AnyReply(status, "text/html", page, Hints.NONE);
  }

  private static int status(Place place) {
    return place.smallNumber(FIRST_STATUS, LAST_STATUS);
  }

  private static Fault stall(Place place) {
    var table = place.table("after", "for");
    return new Fault.Stall(pieces(table), table.need("for").duration(SHORTEST));
  }

  private static Fault cut(Place place) {
    var table = place.table("after", "end");
    return new Fault.Cut(pieces(table), table.need("end").choice(Fault.End.class));
  }

  private Fault errorInside(Place place) {
    var table = place.table("name", "after");
    return new Fault.ErrorInside(errorName(table.need("name")), pieces(table));
  }

  private static int pieces(Table table) {
    return table.or("after", after -> after.smallNumber(0, MOST_PIECES), 0);
  }

  private static Fault headers(Place place) {
    var table = place.table("remove", "set");
    var remove = table.or("remove", FaultReader::headerPatterns, Set.<String>of());
    var set = table.or("set", FaultReader::headerValues, Map.<String, String>of());
    if (remove.isEmpty() && set.isEmpty()) {
      throw place.wrong("changes nothing; remove or set a header");
    }
    return new Fault.Headers(remove, set);
  }

  private static Set<String> headerPatterns(Place place) {
    var names = new HashSet<String>();
    for (var each : place.list("a list of headers", "the header", MOST_HEADERS)) {
      names.add(each.text("a header's name, perhaps with * at its end", HEADER_PATTERN));
    }
    return names;
  }

  private static Map<String, String> headerValues(Place place) {
    var values = new LinkedHashMap<String, String>();
    place
        .entries("a table of headers", "", MOST_HEADERS)
        .forEach((name, value) -> {
          if (!HEADER_NAME.matcher(name).matches()) {
            throw value.wrong("is no name that a header can have");
          }
          values.put(name, value.text("printable ASCII", HEADER_VALUE));
        });
    return values;
  }

  private static Fate fate(Place place) {
    if (!place.isTable()) {
      return place.choice(FATES);
    }
    var table = oneOf(place, "fails", "pages_fail", "slow");
    return table
        .<Fate>maybe("fails", code -> new Fate.Fails(code.text("a code such as TIMEOUT")))
        .or(() -> table.maybe("pages_fail", pages -> new Fate.PagesFail(pages(pages))))
        .or(() -> table.maybe("slow", slow -> new Fate.Slow(slow.factor())))
        .orElseThrow();
  }

  private static List<Integer> pages(Place place) {
    return place.list("a list of pages", "the page", MOST_PAGES).stream()
        .map(page -> page.smallNumber(1, MOST_PIECES))
        .toList();
  }

  private static Mishap mishap(Place place) {
    if (!place.isTable()) {
      return place.choice(MISHAPS);
    }
    return new Mishap.Late(oneOf(place, "late").need("late").duration(SHORTEST));
  }

  private static Table oneOf(Place place, String... keys) {
    var table = place.table(keys);
    if (table.values().size() != 1) {
      throw place.wrong("must have just one of " + String.join(", ", keys));
    }
    return table;
  }
}
