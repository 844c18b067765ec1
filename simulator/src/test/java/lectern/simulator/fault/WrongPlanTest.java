package lectern.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WrongPlanTest {
  private static final Set<String> ERRORS = Set.of("rate_limit", "server_error");

  private static Plan read(String text) {
    return PlanReader.read(text, "test.yaml", ERRORS);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        wrong("", 1, "the plan is empty"),
        wrong("# nothing but a comment\n", 1, "the plan is empty"),
        wrong("[]", 1, "the plan must be a table of seed, latency,"),
        wrong("seed: 1\nfaults: [", 2, "this is not YAML: "),
        wrong("seed: 1\n---\nseed: 2", 2, "this is not YAML: "),
        wrong("seed: 1\nfault: []", 2, "'fault' is no key of the plan; did you mean 'faults'?"),
        wrong(
            "seed: 1\nnonsense: []",
            2,
            "'nonsense' is no key of the plan; there are: faults, jobs,"),
        wrong("seed: 1\nseed: 2", 2, "'seed' stands on line 1, too; take one away"),
        wrong(
            "seed: 1\nfaults:\n  - {name: a, on: {endpoint: openai.chats}, do: {hang: true}}",
            3,
            "'endpoint' must fit an endpoint, but none is called 'openai.chats';"
                + " did you mean 'openai.chat'?"),
        wrong("seed: one", 1, "'seed' must be a whole number from -9,"),
        wrong("seed: 1.5", 1, "'seed' must be a whole number"),
        wrong("seed: 99999999999999999999", 1, "'seed' must be a whole number"),
        wrong("seed:", 1, "'seed' must be a whole number"),
        wrong("latency: fast", 1, "'latency' must be one of none, realistic, not 'fast'"),
        wrong("latency: [none]", 1, "'latency' must be one of none, realistic, not a list"),
        wrong("latency: NONE", 1, "'latency' must be one of none, realistic, not 'NONE'"),
        wrong(
            "limits:\n  openai: nune",
            2,
            "'openai' must be a table of rejected, models, not 'nune'"),
        wrong(
            "limits:\n  openai:\n    models: all",
            3,
            "'models' must be a list of models, not 'all'"),
        wrong("limits: {openai: {models: [{rpm: 3}]}}", 1, "a model's limit lacks 'model'; add it"),
        wrong(
            "limits:\n  openai: {models: [{model: x, rpm: 0}]}",
            2,
            "'rpm' must be a whole number from 1"),
        wrong(
            "limits: {openai: {rejected: true}}",
            1,
            "'rejected' must be one of count, ignore, not 'true'"),
        wrong(
            "limits: {llamaparse: {files_per_5s: 1s}}", 1, "'files_per_5s' must be a whole number"),
        wrong("jobs:\n  pending: 3", 2, "'pending' must be a whole number with ms, s, m or h"),
        wrong("jobs: {pending: 3d}", 1, "'pending' must be a whole number with ms, s, m or h"),
        wrong("jobs: {pending: -3s}", 1, "'pending' must be a whole number with ms, s, m or h"),
        wrong("jobs: {pending: 9999h}", 1, "'pending' must be a whole number with ms, s, m or h"),
        wrong("purses:\n  sk-secret: 5", 2, "the purse must be a table of usd, credits, not '5'"),
        wrong(
            "purses: {sk-secret: {usd: -1}}",
            1,
            "'usd' must be a number from 0 to 1000000, not '-1'"),
        wrong("purses: {sk-secret: {usd: 1e3}}", 1, "'usd' must be a number from 0 to 1000000"),
        wrong("purses: {sk-a: {},\n  sk-a: {}}", 2, "the purse stands on line 1, too"),
        wrong("faults:\n- do: {hang: true}", 2, "the rule lacks 'name'; add it"),
        wrong("faults:\n- name: it", 2, "the rule lacks 'do'; add it"),
        wrong("faults: [{name: ' ', do: {hang: true}}]", 1, "'name' must be a name, not ' '"),
        wrong("faults: [{name: it, do: {}}]", 1, "'do' does nothing; name at least one fault"),
        wrong("faults: [{name: it, do: hang}]", 1, "'do' must be a table of error, reply,"),
        wrong(
            "faults: [{name: it, do: {hang: false}}]",
            1,
            "'hang' must be true; to have none of it,"),
        wrong(
            "faults:\n- {name: a, do: {hang: true}}\n- {name: a, do: {hang: true}}",
            3,
            "the rule has the same name as the one on line 2; rename one of them"),
        wrong(
            "faults: [{name: it, do: {halt: true}}]",
            1,
            "'halt' is no key of 'do'; did you mean 'hang'?"),
        does(
            "error: rate_limits",
            "'error' must name an error, but neither vendor has 'rate_limits';"
                + " did you mean 'rate_limit'?"),
        does(
            "error: {name: teapot}",
            "'name' must name an error, but neither vendor has 'teapot';"
                + " there are: rate_limit, server_error"),
        does(
            "error_inside: {name: teapot}",
            "'name' must name an error, but neither vendor has 'teapot'"),
        does(
            "error: {name: rate_limit, retry_after: soon}",
            "'retry_after' must be seconds, none, or http-date:SECONDS, not 'soon'"),
        does(
            "error: {name: rate_limit, should_retry: maybe}",
            "'should_retry' must be one of false, true, not 'maybe'"),
        does("reply: {status: 99}", "'status' must be a whole number from 200 to 599, not '99'"),
        does("html: 600", "'html' must be a whole number from 200 to 599, not '600'"),
        does(
            "reset: later",
            "'reset' must be one of after_headers, before_headers, mid_body, not 'later'"),
        does("stall: {after: 3}", "'stall' lacks 'for'; add it"),
        does(
            "stall: {after: -1, for: 1s}",
            "'after' must be a whole number from 0 to 1,000,000, not '-1'"),
        does("stall: 20s", "'stall' must be a table of after, for, not '20s'"),
        does(
            "first_token_after: 5",
            "'first_token_after' must be a whole number with ms, s, m or h,"
                + " such as 300ms, from 1ms"),
        does("malformed_chunk: 0", "'malformed_chunk' must be a whole number from 1"),
        does("slow_upload: 10 kB", "'slow_upload' must be a whole number from 1"),
        does("latency: 10x", "'latency' must be a factor from x0.001 to x10000, not '10x'"),
        does("limit: x0", "'limit' must be a factor from x0.001 to x10000, not 'x0'"),
        does("headers: {}", "'headers' changes nothing; remove or set a header"),
        does("headers: {remove: x-a}", "'remove' must be a list of headers, not 'x-a'"),
        does(
            "headers: {remove: ['x*a']}",
            "the header must be a header's name, perhaps with * at its end"),
        does("headers: {set: {'x y': a}}", "'x y' is no name that a header can have"),
        does("headers: {set: {x: \"a\\nb\"}}", "'x' must be printable ASCII, not 'a b'"),
        does(
            "job: lost",
            "'job' must be one of cancelled, expires, never_settled,"
                + " stuck_pending, stuck_running, not 'lost'"),
        does(
            "job: {slow: x2, fails: TIMEOUT}",
            "'job' must have just one of fails, pages_fail, slow"),
        does("job: {pages_fail: [0]}", "the page must be a whole number from 1"),
        does("webhook: {late: soon}", "'late' must be a whole number with ms, s, m or h"),
        does(
            "latency: x2, slow_upload: 5",
            "'do' has slow_upload and more; give slow_upload a rule of its own"),
        on("probability: 1.5", "'probability' must be a number from 0 to 1, not '1.5'"),
        on("call: 0", "'call' must be a whole number from 1"),
        on(
            "calls: 5-2",
            "'calls' must be a range such as 2-5, or 2- for all from the second on, not '5-2'"),
        on("call: 1, every: 2", "'on' has more than one of call, calls, every; keep one"),
        on("repeat: 2m", "'on' has a repeat; then it needs a 'for' that is shorter than it"),
        on(
            "for: 2m, repeat: 2m",
            "'on' has a repeat; then it needs a 'for' that is shorter than it"),
        on("for: 0s", "'for' must be a whole number with ms, s, m or h, such as 300ms, from 1ms"),
        on("header: x-a", "'header' must be a table of headers and patterns, not 'x-a'"),
        on("endpoint: [a]", "'endpoint' must be a pattern, not a list"),
        wrong(
            "faults: [{name: it, on: {model: x}, do: {slow_upload: 5}}]",
            1,
            "'on' has a model, which nobody knows while the body is uploaded; take it away"));
  }

  private static Arguments wrong(String plan, int line, String why) {
    return Arguments.of(plan, line, why);
  }

  private static Arguments does(String does, String why) {
    return wrong("faults:\n- name: it\n  do: {" + does + "}", 3, why);
  }

  private static Arguments on(String on, String why) {
    return wrong("faults:\n- name: it\n  on: {" + on + "}\n  do: {hang: true}", 3, why);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void a_wrong_plan_is_refused_with_its_line_and_the_reason(String plan, int line, String why) {
    assertThatThrownBy(() -> read(plan))
        .isInstanceOf(WrongPlan.class)
        .hasMessageStartingWith("test.yaml, line " + line + ": " + why);
  }

  @Test
  void no_refusal_shows_an_api_key() {
    assertThatThrownBy(() -> read("purses: {sk-secret: {usd: 1}, sk-secret: {usd: 2}}"))
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> read("purses: {sk-secret: {usd: 1, cents: 2}}"))
        .hasMessageNotContaining("secret");
  }

  @Test
  void a_plan_has_at_most_so_many_rules() {
    assertThat(read(plan(PlanReader.MOST_RULES)).rules()).hasSize(200);
    assertThatThrownBy(() -> read(plan(PlanReader.MOST_RULES + 1)))
        .isInstanceOf(WrongPlan.class)
        .hasMessage("test.yaml, line 1: 'faults' has 201 entries; at most 200 are allowed");
  }

  private static String plan(int rules) {
    return IntStream.range(0, rules)
        .mapToObj("- {name: r%d, do: {hang: true}}\n"::formatted)
        .collect(Collectors.joining("", "faults:\n", ""));
  }

  @Test
  void a_plan_is_at_most_so_long() {
    assertThatThrownBy(() -> read("#".repeat(PlanReader.MOST_CHARS + 1)))
        .isInstanceOf(WrongPlan.class)
        .hasMessage("test.yaml, line 1: the plan is longer than 1,000,000 characters");
  }

  @Test
  void a_text_that_unfolds_to_a_huge_tree_is_refused() {
    var bomb = "a: &a [1, 2]\nb: &b [*a, *a]\nc: [*b, *b]\n";

    assertThatThrownBy(() -> read(bomb))
        .isInstanceOf(WrongPlan.class)
        .hasMessage("test.yaml, line 2: aliases are not allowed; write it out");
  }

  @Test
  void a_tree_too_deep_to_walk_is_refused() {
    assertThatThrownBy(() -> read("[".repeat(100_000)))
        .isInstanceOf(WrongPlan.class)
        .hasMessageStartingWith("test.yaml, line 1: ");
  }
}
