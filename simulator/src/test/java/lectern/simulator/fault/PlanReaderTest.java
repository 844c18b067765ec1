package lectern.simulator.fault;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lectern.simulator.fault.Fault.Hints;
import lectern.simulator.fault.Plan.LlamaParseLimits;
import lectern.simulator.fault.Plan.ModelLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanReaderTest {
  private static final Set<String> ERRORS = Set.of("rate_limit", "server_error");

  private static Plan read(String text) {
    return PlanReader.read(text, "test.yaml", ERRORS);
  }

  /// The one fault of a plan with one rule that does this.
  private static Fault fault(String does) {
    var plan = read("faults: [{name: it, do: {" + does + "}}]");

    assertThat(plan.rules()).hasSize(1);
    assertThat(plan.rules().getFirst().faults()).hasSize(1);
    return plan.rules().getFirst().faults().getFirst();
  }

  private static Match match(String on) {
    return read("faults: [{name: it, on: {" + on + "}, do: {hang: true}}]")
        .rules()
        .getFirst()
        .match();
  }

  @Test
  void what_a_plan_does_not_say_is_as_usual() {
    assertThat(read("faults: []")).isEqualTo(Plan.USUAL);
    assertThat(read("{limits: {openai: {}, llamaparse: {}}, jobs: {}, purses: {}}"))
        .isEqualTo(Plan.USUAL);
  }

  @Test
  void everything_that_holds_for_all_requests_can_be_said() {
    var plan =
        read(
            """
            seed: -7
            latency: realistic
            limits:
              openai:
                rejected: ignore
                models:
                  - {model: gpt-4o*, rpm: 500, tpm: 30000}
                  - {model: "*", rpm: 3}
              llamaparse: {concurrent_jobs: 1}
            jobs:
              {pending: 0s, per_page: 1ms, billed_after: 1m, batch_step: 2h, per_batch_line: 9ms}
            purses:
              sk-poor: {usd: 0.000000000001}
              llx-poor: {credits: 10}
            """);

    assertThat(plan.seed()).contains(-7L);
    assertThat(plan.latency()).contains(Plan.LatencyProfile.REALISTIC);
    assertThat(plan.limits())
        .isEqualTo(
            new Plan.Limits(
                Optional.of(
                    List.of(
                        new ModelLimit("gpt-4o*", Optional.of(500L), Optional.of(30_000L)),
                        new ModelLimit("*", Optional.of(3L), Optional.empty()))),
                Plan.Refused.IGNORE,
                Optional.of(new LlamaParseLimits(50, 50, 1))));
    assertThat(plan.jobs())
        .isEqualTo(
            new Plan.Jobs(
                Duration.ZERO,
                Duration.ofMillis(1),
                Duration.ofMinutes(1),
                Duration.ofHours(2),
                Duration.ofMillis(9)));
    assertThat(plan.purses())
        .isEqualTo(
            Map.of(
                "sk-poor", new Plan.Purse(Optional.of(1L), Optional.empty()),
                "llx-poor", new Plan.Purse(Optional.empty(), Optional.of(10L))));
  }

  @Test
  void none_switches_limits_off() {
    var limits = read("limits: {openai: none, llamaparse: none}").limits();

    assertThat(limits.models()).contains(List.of());
    assertThat(limits.llamaParse()).isEmpty();
  }

  @Test
  void a_rule_says_which_requests_it_is_about() {
    var match =
        match(
            "endpoint: openai.*, model: gpt-4o*, header: {x-tenant: acme}, calls: 2-5,"
                + " probability: 0.25, from: 10s, for: 1m, repeat: 2m");

    assertThat(match)
        .isEqualTo(
            new Match(
                "openai.*",
                "gpt-4o*",
                Map.of("x-tenant", "acme"),
                new Window(
                    Duration.ofSeconds(10),
                    Optional.of(Duration.ofMinutes(1)),
                    Optional.of(Duration.ofMinutes(2))),
                Optional.of(new Match.Calls.Range(2, 5)),
                0.25));
    assertThat(match("call: 3").calls()).contains(new Match.Calls.Range(3, 3));
    assertThat(match("calls: 3-").calls()).contains(new Match.Calls.Range(3, Long.MAX_VALUE));
    assertThat(match("every: 10").calls()).contains(new Match.Calls.Every(10));
    assertThat(read("faults: [{name: it, do: {hang: true}}]").rules().getFirst().match())
        .isEqualTo(Match.ANYTHING);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("error: rate_limit", new Fault.NamedError("rate_limit", Hints.NONE)),
        Arguments.of(
            "error: {name: rate_limit, retry_after: 2, retry_after_ms: 1873, should_retry: true}",
            new Fault.NamedError(
                "rate_limit", new Hints(Optional.of("2"), Optional.of(1873L), Optional.of(true)))),
        Arguments.of(
            "error: {name: server_error, retry_after: none, should_retry: false}",
            new Fault.NamedError(
                "server_error",
                new Hints(Optional.of("none"), Optional.empty(), Optional.of(false)))),
        Arguments.of(
            "error: {name: server_error, retry_after: 'http-date:30'}",
            new Fault.NamedError(
                "server_error",
                new Hints(Optional.of("http-date:30"), Optional.empty(), Optional.empty()))),
        Arguments.of(
            "reply: {status: 418, type: text/plain, body: short and stout, retry_after: 0.5}",
            new Fault.AnyReply(
                418,
                "text/plain",
                "short and stout",
                new Hints(Optional.of("0.5"), Optional.empty(), Optional.empty()))),
        Arguments.of(
            "reply: {status: 500}", new Fault.AnyReply(500, "application/json", "", Hints.NONE)),
        Arguments.of("reset: before_headers", new Fault.Reset(Fault.Moment.BEFORE_HEADERS)),
        Arguments.of("reset: after_headers", new Fault.Reset(Fault.Moment.AFTER_HEADERS)),
        Arguments.of("reset: mid_body", new Fault.Reset(Fault.Moment.MID_BODY)),
        Arguments.of("hang: true", new Fault.Hang()),
        Arguments.of("lose_answer: reset", new Fault.LoseAnswer(Fault.Loss.RESET)),
        Arguments.of("lose_answer: hang", new Fault.LoseAnswer(Fault.Loss.HANG)),
        Arguments.of("first_token_after: 5s", new Fault.FirstTokenAfter(Duration.ofSeconds(5))),
        Arguments.of("stall: {after: 3, for: 20s}", new Fault.Stall(3, Duration.ofSeconds(20))),
        Arguments.of("cut: {after: 3, end: clean}", new Fault.Cut(3, Fault.End.CLEAN)),
        Arguments.of("cut: {end: abrupt}", new Fault.Cut(0, Fault.End.ABRUPT)),
        Arguments.of("malformed_chunk: 2", new Fault.MalformedChunk(2)),
        Arguments.of("no_done: true", new Fault.NoDone()),
        Arguments.of(
            "error_inside: {name: server_error, after: 2}",
            new Fault.ErrorInside("server_error", 2)),
        Arguments.of("error_null: true", new Fault.ErrorNull()),
        Arguments.of("slow_upload: 10000", new Fault.SlowUpload(10_000)),
        Arguments.of("latency: x10", new Fault.Latency(10)),
        Arguments.of("latency: 10", new Fault.Latency(10)),
        Arguments.of("limit: x0.5", new Fault.Limit(0.5)),
        Arguments.of(
            "headers: {remove: [x-ratelimit-*, '*'], set: {retry-after: '300'}}",
            new Fault.Headers(Set.of("x-ratelimit-*", "*"), Map.of("retry-after", "300"))),
        Arguments.of("answer: refusal", new Fault.Answer(Fault.Manner.REFUSAL)),
        Arguments.of("answer: content_filter", new Fault.Answer(Fault.Manner.CONTENT_FILTER)),
        Arguments.of("answer: length", new Fault.Answer(Fault.Manner.LENGTH)),
        Arguments.of("answer: broken_arguments", new Fault.Answer(Fault.Manner.BROKEN_ARGUMENTS)),
        Arguments.of("job: stuck_pending", new Fault.Job(new Fault.Fate.StuckPending())),
        Arguments.of("job: stuck_running", new Fault.Job(new Fault.Fate.StuckRunning())),
        Arguments.of("job: cancelled", new Fault.Job(new Fault.Fate.Cancelled())),
        Arguments.of("job: expires", new Fault.Job(new Fault.Fate.Expires())),
        Arguments.of("job: never_settled", new Fault.Job(new Fault.Fate.NeverSettled())),
        Arguments.of("job: {fails: TIMEOUT}", new Fault.Job(new Fault.Fate.Fails("TIMEOUT"))),
        Arguments.of(
            "job: {pages_fail: [2, 3]}", new Fault.Job(new Fault.Fate.PagesFail(List.of(2, 3)))),
        Arguments.of("job: {slow: x10}", new Fault.Job(new Fault.Fate.Slow(10))),
        Arguments.of("webhook: lost", new Fault.Webhook(new Fault.Mishap.Lost())),
        Arguments.of("webhook: doubled", new Fault.Webhook(new Fault.Mishap.Doubled())),
        Arguments.of("webhook: unsigned", new Fault.Webhook(new Fault.Mishap.Unsigned())),
        Arguments.of(
            "webhook: {late: 10m}",
            new Fault.Webhook(new Fault.Mishap.Late(Duration.ofMinutes(10)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void every_fault_can_be_said(String does, Fault expected) {
    assertThat(fault(does)).isEqualTo(expected);
  }

  @Test
  void every_kind_of_fault_is_among_those_that_can_be_said() {
    var said = faults().map(each -> (Object) requireNonNull(each.get()[1]).getClass());

    assertThat(said).contains((Object[]) Fault.class.getPermittedSubclasses());
  }

  @Test
  void the_page_of_a_proxy_is_html_with_its_status() {
    assertThat(fault("html: 502"))
        .isInstanceOfSatisfying(
            Fault.AnyReply.class,
            reply -> {
              assertThat(reply.status()).isEqualTo(502);
              assertThat(reply.contentType()).isEqualTo("text/html");
              assertThat(reply.body()).contains("<h1>502</h1>");
            });
  }

  @Test
  void one_rule_may_do_several_things() {
    var rule = read("faults: [{name: it, do: {latency: x2, no_done: true}}]").rules().getFirst();

    assertThat(rule.faults()).containsExactly(new Fault.Latency(2), new Fault.NoDone());
  }

  @Test
  void json_is_read_as_well() {
    var plan =
        read(
            """
            {
            \t"faults": [
            \t\t{"name": "it", "on": {"probability": 0.5},
            \t\t "do": {"hang": true, "headers": {"set": {"server": "a\\/b"}}}}
            \t]
            }
            """);

    assertThat(plan.rules().getFirst().faults())
        .containsExactly(new Fault.Hang(), new Fault.Headers(Set.of(), Map.of("server", "a/b")));
  }

  @Test
  void faults_alone_can_be_read_and_then_nothing_else_may_be_there() {
    assertThat(PlanReader.readFaults("faults: [{name: it, do: {hang: true}}]", "body", ERRORS))
        .containsExactly(new Rule("it", Match.ANYTHING, List.of(new Fault.Hang())));
    assertThatThrownBy(() -> PlanReader.readFaults("{seed: 1, faults: []}", "body", ERRORS))
        .isInstanceOf(WrongPlan.class)
        .hasMessage("body, line 1: 'seed' is no key of the plan; there are: faults");
  }
}
