package lectern.simulator.openai;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import lectern.simulator.bill.Entry;
import lectern.simulator.http.Query;
import lectern.simulator.http.Reply;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import lectern.simulator.route.World;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the organisation has spent, day by day, as the bill has it. All keys are one organisation
/// to it, and each is a project; a line item is a model.
final class Costs {
  private static final int USUAL_BUCKETS = 7;
  private static final int MOST_BUCKETS = 180;
  private static final int PICO = 12;
  private static final String LINE_ITEM = "line_item";
  private static final String PROJECT = "project_id";
  private static final String PAGE = "page_";

  private final World world;

  Costs(World world) {
    this.world = world;
  }

  List<Route> routes() {
    return List.of(new Route("GET", "/v1/organization/costs", "openai.costs", this::list));
  }

  /// What is asked for, in days of UTC.
  private record Asked(Instant start, Instant end, int buckets, List<String> groups) {}

  /// What is summed up by itself.
  private record Group(Optional<String> lineItem, Optional<String> project)
      implements Comparable<Group> {
    @Override
    public int compareTo(Group other) {
      return key().compareTo(other.key());
    }

    private String key() {
      return lineItem.orElse("") + "\n" + project.orElse("");
    }
  }

  private Served list(Call call) {
    var asked = asked(call.request().query());
    var page = JsonNodeFactory.instance.objectNode().put("object", "page");
    var data = page.putArray("data");
    var sums = sums(asked);
    var day = asked.start;
    for (var i = 0; i < asked.buckets && day.isBefore(asked.end); i++) {
      data.add(bucket(day, sums.getOrDefault(day, Map.of())));
      day = nextDay(day);
    }
    page.put("has_more", day.isBefore(asked.end));
    page.put("next_page", day.isBefore(asked.end) ? PAGE + day.getEpochSecond() : null);
    return Served.free(Reply.json(200, page.toString()));
  }

  private Asked asked(Query query) {
    var start =
        time(query, "start_time").orElseThrow(() -> OpenAiError.missing("start_time").refusal());
    var width = query.first("bucket_width").orElse("1d");
    if (!width.equals("1d")) {
      throw OpenAiError.unsupported("bucket_width", width, "'1d'").refusal();
    }
    var groups = Stream.of("group_by", "group_by[]").flatMap(name -> query.list(name).stream());
    return new Asked(
        page(query).orElse(start.truncatedTo(ChronoUnit.DAYS)),
        time(query, "end_time").orElseGet(() -> world.timeline().now().plusSeconds(1)),
        buckets(query),
        groups.map(Costs::group).toList());
  }

  private static Optional<Instant> time(Query query, String name) {
    return query.first(name).map(text -> second(name, text));
  }

  private static Instant second(String name, String text) {
    if (!text.matches("\\d{1,11}")) {
      throw OpenAiError.wrong(name, "it must be a time in seconds since 1970.").refusal();
    }
    return Instant.ofEpochSecond(Long.parseLong(text));
  }

  private static Optional<Instant> page(Query query) {
    return query
        .first("page")
        .map(text -> second("page", text.startsWith(PAGE) ? text.substring(PAGE.length()) : text));
  }

  private static int buckets(Query query) {
    var text = query.first("limit").orElse(Integer.toString(USUAL_BUCKETS));
    var number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > MOST_BUCKETS) {
      throw OpenAiError.wrong(
              "limit", "it must be a whole number from 1 to %d.".formatted(MOST_BUCKETS))
          .refusal();
    }
    return number;
  }

  private static String group(String name) {
    if (!name.equals(LINE_ITEM) && !name.equals(PROJECT)) {
      throw OpenAiError.unsupported("group_by", name, "'" + LINE_ITEM + "' and '" + PROJECT + "'")
          .refusal();
    }
    return name;
  }

  private static Instant nextDay(Instant day) {
    return day.plus(Duration.ofDays(1));
  }

  private static ObjectNode bucket(Instant day, Map<Group, BigInteger> sums) {
    var bucket = JsonNodeFactory.instance.objectNode().put("object", "bucket");
    bucket.put("start_time", day.getEpochSecond());
    bucket.put("end_time", nextDay(day).getEpochSecond());
    var results = bucket.putArray("results");
    sums.forEach((group, picoUsd) -> results.add(result(group, picoUsd)));
    return bucket;
  }

  private Map<Instant, Map<Group, BigInteger>> sums(Asked asked) {
    var sums = new HashMap<Instant, Map<Group, BigInteger>>();
    world
        .bill()
        .payable(entry -> {
          if (entry.endpoint().startsWith("openai.")) {
            sums.computeIfAbsent(entry.at().truncatedTo(ChronoUnit.DAYS), _ -> new TreeMap<>())
                .merge(
                    group(entry, asked.groups),
                    BigInteger.valueOf(entry.charge().picoUsd()),
                    BigInteger::add);
          }
        });
    return sums;
  }

  private static Group group(Entry entry, List<String> groups) {
    return new Group(
        Optional.of(entry.charge().model()).filter(_ -> groups.contains(LINE_ITEM)),
        Optional.of(Organization.projectOf(entry.key())).filter(_ -> groups.contains(PROJECT)));
  }

  private static ObjectNode result(Group group, BigInteger picoUsd) {
    var result = JsonNodeFactory.instance.objectNode();
    result.put("object", "organization.costs.result");
    result
        .putObject("amount")
        .put("value", new BigDecimal(picoUsd, PICO).stripTrailingZeros())
        .put("currency", "usd");
    result.put(LINE_ITEM, group.lineItem().orElse(null));
    result.put(PROJECT, group.project().orElse(null));
    return result;
  }
}
