package lectern.simulator.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lectern.simulator.fault.Plan.Jobs;
import lectern.simulator.fault.Plan.LatencyProfile;
import lectern.simulator.fault.Plan.Limits;
import lectern.simulator.fault.Plan.LlamaParseLimits;
import lectern.simulator.fault.Plan.ModelLimit;
import lectern.simulator.fault.Plan.Purse;
import lectern.simulator.fault.Plan.Refused;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads plans. The language is described in docs/simulator.md; what is not described there is
/// refused, with its line. JSON is read as well, being YAML.
public final class PlanReader {
  /// The longest plan, in characters.
  static final int MOST_CHARS = 1_000_000;

  /// The language itself needs seven tables and lists inside each other.
  static final int DEEPEST = 20;

  /// Each request is held against each rule.
  static final int MOST_RULES = 200;

  static final int MOST_MODEL_LIMITS = 200;
  static final int MOST_PURSES = 1_000;

  /// Above what any vendor allows; a token is then worth 60 of the nanoseconds that buckets count.
  static final long MOST_PER_MINUTE = 1_000_000_000;

  /// $1,250,000 worth.
  private static final long MOST_CREDITS = 1_000_000_000;

  private static final BigDecimal MOST_USD = new BigDecimal("1000000");
  private static final LoadSettings YAML =
      LoadSettings.builder().setCodePointLimit(MOST_CHARS).build();

  private final RuleReader rules;

  private PlanReader(Set<String> errorNames) {
    this.rules = new RuleReader(new FaultReader(errorNames));
  }

  /// Reads a plan.
  ///
  /// @param name what refusals call it: the name of its file, or where it came from
  /// @param errorNames of both vendors' tables
  /// @throws WrongPlan with the first thing that is wrong
  public static Plan read(String text, String name, Set<String> errorNames) {
    return new PlanReader(errorNames).plan(root(text, name));
  }

  /// Reads a plan that has only `faults`: what may be changed while the simulator runs.
  ///
  /// @throws WrongPlan with the first thing that is wrong
  public static List<Rule> readFaults(String text, String name, Set<String> errorNames) {
    return new PlanReader(errorNames).rules.rules(root(text, name).table("faults").need("faults"));
  }

  private static Place root(String text, String name) {
    if (text.length() > MOST_CHARS) {
      throw new WrongPlan(name, 1, "the plan is longer than %,d characters".formatted(MOST_CHARS));
    }
    try {
      refuseTangles(text, name);
      return new Compose(YAML)
          .composeString(text)
          .map(node -> Place.of(name, "the plan", node))
          .orElseThrow(() -> new WrongPlan(name, 1, "the plan is empty"));
    } catch (MarkedYamlEngineException e) {
      var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new WrongPlan(name, line, "this is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new WrongPlan(name, 1, "this is not YAML: " + e.getMessage());
    }
  }

  /// A short text can unfold to a huge tree, or to one too deep to walk; so it is looked through
  /// before there is a tree.
  private static void refuseTangles(String text, String name) {
    var depth = 0;
    for (var event : new Parse(YAML).parseString(text)) {
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (depth > DEEPEST) {
        throw new WrongPlan(
            name, line(event), "more than " + DEEPEST + " levels; nothing needs so many");
      }
      if (event instanceof AliasEvent) {
        throw new WrongPlan(name, line(event), "aliases are not allowed; write it out");
      }
    }
  }

  private static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private Plan plan(Place place) {
    var table = place.table("seed", "latency", "limits", "jobs", "purses", "faults");
    return new Plan(
        table.maybe("seed", seed -> seed.number(Long.MIN_VALUE, Long.MAX_VALUE)),
        table.maybe("latency", latency -> latency.choice(LatencyProfile.class)),
        table.or("limits", PlanReader::limits, Limits.USUAL),
        table.or("jobs", PlanReader::jobs, Jobs.USUAL),
        table.or("purses", PlanReader::purses, Map.of()),
        table.or("faults", rules::rules, List.of()));
  }

  private static Limits limits(Place place) {
    var table = place.table("openai", "llamaparse");
    var usual = Limits.USUAL;
    var openAi = table.or("openai", PlanReader::openAiLimits, usual);
    return new Limits(
        openAi.models(),
        openAi.refused(),
        table.or("llamaparse", PlanReader::llamaParseLimits, usual.llamaParse()));
  }

  private static Limits openAiLimits(Place place) {
    var usual = Limits.USUAL;
    if (place.is("none")) {
      return new Limits(Optional.of(List.of()), usual.refused(), usual.llamaParse());
    }
    var table = place.table("rejected", "models");
    return new Limits(
        table.maybe("models", PlanReader::modelLimits),
        table.or("rejected", rejected -> rejected.choice(Refused.class), usual.refused()),
        usual.llamaParse());
  }

  private static List<ModelLimit> modelLimits(Place place) {
    return place.list("a list of models", "a model's limit", MOST_MODEL_LIMITS).stream()
        .map(PlanReader::modelLimit)
        .toList();
  }

  private static ModelLimit modelLimit(Place place) {
    var table = place.table("model", "rpm", "tpm");
    return new ModelLimit(
        table.need("model").text("a pattern of models"),
        table.maybe("rpm", rpm -> rpm.number(1, MOST_PER_MINUTE)),
        table.maybe("tpm", tpm -> tpm.number(1, MOST_PER_MINUTE)));
  }

  private static Optional<LlamaParseLimits> llamaParseLimits(Place place) {
    if (place.is("none")) {
      return Optional.empty();
    }
    var table = place.table("files_per_5s", "uploads_per_10s", "concurrent_jobs");
    var usual = LlamaParseLimits.USUAL;
    return Optional.of(
        new LlamaParseLimits(
            table.or("files_per_5s", PlanReader::atLeastOne, usual.filesPer5Seconds()),
            table.or("uploads_per_10s", PlanReader::atLeastOne, usual.uploadsPer10Seconds()),
            table.or("concurrent_jobs", PlanReader::atLeastOne, usual.concurrentJobs())));
  }

  private static int atLeastOne(Place place) {
    return place.smallNumber(1, 1_000_000);
  }

  private static Jobs jobs(Place place) {
    var table = place.table("pending", "per_page", "billed_after", "batch_step", "per_batch_line");
    var usual = Jobs.USUAL;
    return new Jobs(
        table.or("pending", PlanReader::anyTime, usual.pending()),
        table.or("per_page", PlanReader::anyTime, usual.perPage()),
        table.or("billed_after", PlanReader::anyTime, usual.billed()),
        table.or("batch_step", PlanReader::anyTime, usual.batchStep()),
        table.or("per_batch_line", PlanReader::anyTime, usual.perBatchLine()));
  }

  private static Duration anyTime(Place place) {
    return place.duration(Duration.ZERO);
  }

  /// The keys here are API keys: no refusal may show one.
  private static Map<String, Purse> purses(Place place) {
    var purses = new HashMap<String, Purse>();
    place
        .entries("a table of API keys", "the purse", MOST_PURSES)
        .forEach((key, value) -> purses.put(key, purse(value)));
    return purses;
  }

  private static Purse purse(Place place) {
    var table = place.table("usd", "credits");
    return new Purse(
        table.maybe("usd", usd -> picoUsd(usd.decimal(BigDecimal.ZERO, MOST_USD))),
        table.maybe("credits", credits -> credits.number(0, MOST_CREDITS)));
  }

  private static long picoUsd(BigDecimal usd) {
    return usd.movePointRight(12).longValueExact();
  }
}
