package lectern.simulator.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lectern.simulator.fault.Match.Calls;

/// Reads the rules of a plan: their names, and which requests they are about.
final class RuleReader {
  /// The shortest time a window can hold or take to come again.
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private static final long MOST_CALLS = 1_000_000_000;
  private static final int MOST_HEADERS = 50;
  private static final Pattern RANGE = Pattern.compile("([1-9]\\d{0,8})-([1-9]\\d{0,8})?");
  private static final List<String> CALLS = List.of("call", "calls", "every");

  private final FaultReader faults;

  RuleReader(FaultReader faults) {
    this.faults = faults;
  }

  List<Rule> rules(Place place) {
    var lines = new HashMap<String, Integer>();
    var list = place.list("a list of rules", "the rule", PlanReader.MOST_RULES);
    return list.stream()
        .map(each -> {
          var rule = rule(each);
          var before = lines.putIfAbsent(rule.name(), each.line());
          if (before != null) {
            throw each.wrong(
                "has the same name as the one on line " + before + "; rename one of them");
          }
          return rule;
        })
        .toList();
  }

  private Rule rule(Place place) {
    var table = place.table("name", "on", "do");
    var name = table.need("name").text("a name", Pattern.compile("(?=.*\\S)[^\\p{Cntrl}]{1,100}"));
    var match = table.or("on", RuleReader::match, Match.ANYTHING);
    var rule = new Rule(name, match, faults.read(table.need("do")));
    checkUpload(table, rule);
    return rule;
  }

  /// A slow upload befalls a request of which only the head is known.
  private static void checkUpload(Table table, Rule rule) {
    if (rule.faults().stream().noneMatch(Fault.SlowUpload.class::isInstance)) {
      return;
    }
    if (rule.faults().size() > 1) {
      throw table.need("do").wrong("has slow_upload and more; give slow_upload a rule of its own");
    }
    if (!rule.match().model().equals(Match.ANYTHING.model())) {
      throw table
          .need("on")
          .wrong("has a model, which nobody knows while the body is uploaded; take it away");
    }
  }

  private static String endpoint(Place place) {
    var pattern = place.text("a pattern");
    if (!Endpoints.anyFits(pattern)) {
      throw place.wrong(
          "must fit an endpoint, but none is called '%s'; %s"
              .formatted(pattern, Nearest.orAll(pattern, Endpoints.NAMES)));
    }
    return pattern;
  }

  private static Match match(Place place) {
    var table =
        place.table(
            "endpoint",
            "model",
            "header",
            "call",
            "calls",
            "every",
            "probability",
            "from",
            "for",
            "repeat");
    return new Match(
        table.or("endpoint", RuleReader::endpoint, "*"),
        table.or("model", model -> model.text("a pattern"), "*"),
        table.or("header", RuleReader::headers, Map.of()),
        window(table),
        calls(table),
        table.or("probability", RuleReader::probability, 1.0));
  }

  private static Map<String, String> headers(Place place) {
    var headers = new HashMap<String, String>();
    place
        .entries("a table of headers and patterns", "", MOST_HEADERS)
        .forEach((name, value) -> headers.put(name, value.text("a pattern")));
    return headers;
  }

  private static double probability(Place place) {
    return place.decimal(BigDecimal.ZERO, BigDecimal.ONE).doubleValue();
  }

  private static Optional<Calls> calls(Table table) {
    var said = new HashSet<>(CALLS);
    said.retainAll(table.values().keySet());
    if (said.size() > 1) {
      throw table.place().wrong("has more than one of " + String.join(", ", CALLS) + "; keep one");
    }
    return table
        .maybe("call", RuleReader::call)
        .or(() -> table.maybe("calls", RuleReader::range))
        .or(() -> table.maybe("every", every -> new Calls.Every(every.number(1, MOST_CALLS))));
  }

  private static Calls call(Place place) {
    var number = place.number(1, MOST_CALLS);
    return new Calls.Range(number, number);
  }

  private static Calls range(Place place) {
    var meaning = "a range such as 2-5, or 2- for all from the second on";
    var ends = RANGE.matcher(place.text(meaning));
    if (!ends.matches()) {
      throw place.mustBe(meaning);
    }
    var first = Long.parseLong(ends.group(1));
    var last = ends.group(2) == null ? Long.MAX_VALUE : Long.parseLong(ends.group(2));
    if (last < first) {
      throw place.mustBe(meaning);
    }
    return new Calls.Range(first, last);
  }

  private static Window window(Table table) {
    var from = table.or("from", time -> time.duration(Duration.ZERO), Duration.ZERO);
    var lasting = table.maybe("for", time -> time.duration(SHORTEST));
    var every = table.maybe("repeat", time -> time.duration(SHORTEST));
    if (every.isPresent() && lasting.filter(time -> time.compareTo(every.get()) < 0).isEmpty()) {
      throw table.place().wrong("has a repeat; then it needs a 'for' that is shorter than it");
    }
    return new Window(from, lasting, every);
  }
}
