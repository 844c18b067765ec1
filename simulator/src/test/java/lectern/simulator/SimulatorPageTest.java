package lectern.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.simulator.bill.Bill;
import lectern.simulator.chance.Seed;
import lectern.simulator.control.Control;
import lectern.simulator.fault.Endpoints;
import lectern.simulator.fault.Faults;
import lectern.simulator.fault.Plan;
import lectern.simulator.fault.PlanReader;
import lectern.simulator.fault.WrongPlan;
import lectern.simulator.llamaparse.LlamaParse;
import lectern.simulator.openai.OpenAi;
import lectern.simulator.route.Route;
import lectern.simulator.route.Vendor;
import lectern.simulator.route.World;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds docs/simulator.md to the program, both ways.
class SimulatorPageTest {
  /// On the bill or in plans, and reached by no path.
  private static final Set<String> WITHOUT_PATH =
      Set.of("openai.batches.line", "openai.webhook", "llamaparse.webhook");

  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern FENCE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9_]+)` \\| `([^`]+)` \\|.*");

  private final String page = read(Path.of("../docs/simulator.md"));

  @TempDir Path folder;

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// What stands under a heading of the second level.
  private String section(String heading) {
    var from = page.indexOf("\n## " + heading + "\n");
    assertThat(from).as("the heading " + heading).isNotNegative();
    var to = page.indexOf("\n## ", from + 1);
    return page.substring(from, to < 0 ? page.length() : to);
  }

  private static Set<String> code(String text) {
    return CODE.matcher(text)
        .results()
        .map(code -> code.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private World world() {
    var seed = new Seed(1);
    var time = VirtualTimeline.fromTheBeginning();
    return new World(
        seed, time, Plan.USUAL, new Faults(seed, List.of(), time.now()), Bill.off(), folder);
  }

  /// The simulator's own controls, or what is the vendors'.
  private Map<Boolean, List<Route>> routes() {
    var world = world();
    var vendors =
        Stream.<Vendor>of(
            new OpenAi(world),
            new LlamaParse(world),
            new Control(world, Set.of(), Control.Hosts.OWN));
    return vendors
        .flatMap(vendor -> vendor.routes().stream())
        .collect(Collectors.partitioningBy(route -> route.endpoint().startsWith("control.")));
  }

  @Test
  void every_endpoint_can_be_meant_by_a_rule() {
    var vendors = routes().getOrDefault(false, List.of());
    var names = vendors.stream().map(Route::endpoint).collect(Collectors.toSet());
    names.addAll(Set.of("openai.webhook", "llamaparse.webhook"));

    assertThat(Endpoints.NAMES).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void every_endpoint_has_a_row_and_no_row_is_about_nothing() {
    var routes = routes().getOrDefault(false, List.of());
    var names = routes.stream().map(Route::endpoint).collect(Collectors.toSet());
    names.addAll(WITHOUT_PATH);
    var paths = routes.stream().map(SimulatorPageTest::shown).collect(Collectors.toSet());

    var table = code(section("Endpoints"));

    assertThat(only(table, "(openai|llamaparse)\\..*")).isEqualTo(new TreeSet<>(names));
    assertThat(paths).containsAll(only(table, "[A-Z]+ /.*"));
  }

  @Test
  void every_control_has_a_row_and_no_row_is_about_nothing() {
    var routes = routes().getOrDefault(true, List.of());
    var paths = routes.stream().map(SimulatorPageTest::shown).collect(Collectors.toSet());

    var told = only(code(section("The bill and the controls")), "[A-Z]+ /__sim.*");

    assertThat(told).isEqualTo(new TreeSet<>(paths));
  }

  private static String shown(Route route) {
    return route.method() + " " + route.pattern();
  }

  private static Set<String> only(Set<String> words, String expression) {
    return words.stream()
        .filter(word -> word.matches(expression))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void every_error_can_be_looked_up_and_none_is_made_up() {
    var names = new TreeSet<>(OpenAi.ERROR_NAMES);
    names.addAll(LlamaParse.ERROR_NAMES);

    var told = code(section("Error names"));
    told.removeAll(Set.of("error", "error_inside", "_old", "cloudflare_…"));

    assertThat(told).isEqualTo(names);
  }

  @Test
  void every_key_of_a_plan_is_described() {
    var described = code(section("Plans") + section("Limits"));
    var words = described.stream().flatMap(code -> Stream.of(code.split("[^a-z0-9_]+")));

    assertThat(words.collect(Collectors.toSet())).containsAll(keys());
  }

  /// The reader names them when it meets one that is none.
  private static Set<String> keys() {
    var faults =
        Stream.of("error", "reply", "stall", "cut", "error_inside", "headers", "job", "webhook")
            .map(kind -> "faults: [{name: a, do: {" + kind + ": {?: 1}}}]");
    var plans =
        Stream.of(
            "?: 1",
            "limits: {?: 1}",
            "limits: {openai: {?: 1}}",
            "limits: {openai: {models: [{?: 1}]}}",
            "limits: {llamaparse: {?: 1}}",
            "jobs: {?: 1}",
            "purses: {key: {?: 1}}",
            "faults: [{?: 1}]",
            "faults: [{name: a, on: {?: 1}, do: {hang: true}}]",
            "faults: [{name: a, do: {?: 1}}]");
    return Stream.concat(plans, faults)
        .flatMap(plan -> keys(plan.replace("?", "no_such_key_anywhere")))
        .collect(Collectors.toSet());
  }

  private static Stream<String> keys(String plan) {
    var refused =
        catchThrowableOfType(WrongPlan.class, () -> PlanReader.read(plan, "plan", Set.of()));
    var intro = "there are: ";
    assertThat(refused).hasMessageContaining(intro);
    var message = String.valueOf(refused.getMessage());
    return Stream.of(message.substring(message.indexOf(intro) + intro.length()).split(", "));
  }

  @Test
  void the_defaults_are_what_the_page_says() {
    var jobs = defaults(section("Plans"));
    jobs.keySet().retainAll(keys("jobs: {no_such_key_anywhere: 1}").toList());
    var limits = defaults(section("Limits"));
    limits.keySet().retainAll(keys("limits: {llamaparse: {no_such_key_anywhere: 1}}").toList());

    var plan =
        PlanReader.read(
            "{jobs: %s, limits: {llamaparse: %s}}".formatted(yaml(jobs), yaml(limits)),
            "the page",
            Set.of());

    assertThat(jobs).hasSize(5);
    assertThat(limits).hasSize(3);
    assertThat(plan).isEqualTo(Plan.USUAL);
  }

  private static Map<String, String> defaults(String section) {
    return section
        .lines()
        .map(ROW::matcher)
        .filter(row -> row.matches())
        .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
  }

  private static String yaml(Map<String, String> table) {
    return table.toString().replace("=", ": ");
  }

  @Test
  void the_worked_plans_are_shown_letter_for_letter() throws IOException {
    var shown = FENCE.matcher(section("Ten plans")).results().map(fence -> fence.group(1)).toList();
    try (var files = Files.list(Visitor.PLANS)) {
      var there = files.map(SimulatorPageTest::read).toList();

      assertThat(shown).hasSize(10).containsExactlyInAnyOrderElementsOf(there);
    }
  }

  @Test
  void every_worked_plan_is_fired_by_a_test_of_its_name() throws IOException {
    var tests =
        Stream.of(WorkedPlansTest.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .map(method -> method.getName().replace('_', '-') + ".yaml");
    try (var files = Files.list(Visitor.PLANS)) {
      var names = files.map(file -> file.getFileName().toString());

      assertThat(tests).containsExactlyInAnyOrderElementsOf(names.toList());
    }
  }

  @Test
  void every_option_that_is_shown_exists() {
    var options = SimulateMain.commandLine().getCommandSpec().optionsMap().keySet();

    var option = Pattern.compile("(?<=[`\\s])--[a-z][a-z-]*");
    var shown =
        page.lines()
            .filter(line -> !line.contains("curl"))
            .flatMap(line -> option.matcher(line).results().map(each -> each.group()));

    assertThat(options).containsAll(shown.collect(Collectors.toSet()));
  }
}
