package lectern.gateway;

import static lectern.gateway.TwoProviders.CONTINUING;
import static lectern.gateway.TwoProviders.FALLBACK;
import static lectern.gateway.TwoProviders.PATIENT;
import static lectern.gateway.TwoProviders.PRIMARY;
import static lectern.gateway.TwoProviders.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.ModelRoute.Continuation;
import lectern.gateway.Outcome.Answered;
import lectern.gateway.Outcome.GivenUp;
import lectern.gateway.TwoProviders.Streamed;
import lectern.gateway.openai.StreamEnd;
import org.junit.jupiter.api.Test;

/// Sixteen things that gateways get wrong, each against two simulated providers: the first one has
/// it, the second is its fallback. Whatever is sent stands on somebody's bill, unless it was
/// refused, so that the bills say whether an attempt is one request and no more.
class SixteenBehavioursTest {
  private static final String HUNDRED = "Write exactly 100 tokens.";
  private static final String WELL = "";

  @Test
  void retry_after_is_honoured() throws Exception {
    try (var two = always("{error: {name: rate_limit, retry_after: 7}}", "call: 1")) {
      var outcome = two.whole(HUNDRED, PRIMARY);

      assertThat(outcome).isInstanceOf(Answered.class);
      assertThat(outcome.account().attempts()).isEqualTo(2);
      assertThat(two.time.pauses()).hasSize(1);
      assertThat(two.time.pauses().getFirst()).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
      assertThat(two.primary.bill().count()).isEqualTo(1);
    }
  }

  @Test
  void a_persistent_429_is_bounded() throws Exception {
    try (var two = always("{error: {name: rate_limit, retry_after: 11}}")) {
      long begin = two.time.nanos();

      var outcome = two.whole(HUNDRED, PRIMARY);

      assertThat(error(outcome)).isInstanceOfAny(CallError.Throttled.class, CallError.NoRoom.class);
      assertThat(outcome.account().attempts()).isBetween(2, 7);
      assertThat(two.time.nanos() - begin).isLessThan(Duration.ofSeconds(61).toNanos());
      assertThat(two.primary.bill().count()).isZero();
    }
  }

  @Test
  void one_500_is_healed_on_the_same_route() throws Exception {
    try (var two = always("{error: server_error}", "call: 1")) {
      var outcome = two.whole(HUNDRED, PRIMARY, FALLBACK);

      assertThat(outcome.account().target()).contains(PRIMARY.target());
      assertThat(outcome.account().attempts()).isEqualTo(2);
      assertThat(two.primary.bill().count()).isEqualTo(1);
      assertThat(two.fallback.bill().count()).isZero();
    }
  }

  @Test
  void a_persistent_503_fails_over() throws Exception {
    try (var two = always("{error: {name: overloaded, retry_after: none}}")) {
      var outcome = two.whole(HUNDRED, PRIMARY, FALLBACK);

      assertThat(outcome.account().target()).contains(FALLBACK.target());
      assertThat(outcome.account().attempts()).isEqualTo(RetryPolicy.DEFAULT.mostFailures() + 1);
      assertThat(two.fallback.bill().count()).isEqualTo(1);
    }
  }

  @Test
  void a_reset_before_headers_is_tried_again_and_fails_over() throws Exception {
    try (var two = always("{reset: before_headers}")) {
      var outcome = two.whole(HUNDRED, PRIMARY, FALLBACK);

      assertThat(outcome.account().target()).contains(FALLBACK.target());
      assertThat(outcome.account().attempts()).isEqualTo(RetryPolicy.MOST_LOST + 1);
      assertThat(two.attempts().getFirst().error()).get().isInstanceOf(CallError.LostReply.class);
      assertThat(two.fallback.bill().count()).isEqualTo(1);
    }
  }

  @Test
  void no_response_at_all_is_one_try_and_then_over_within_one_timeout() throws Exception {
    var timeouts = headers(SHORT);
    try (var two = new TwoProviders(plan("{hang: true}", ""), WELL, timeouts)) {
      var outcome = two.whole(HUNDRED, PRIMARY, FALLBACK);

      assertThat(outcome.account().target()).contains(FALLBACK.target());
      assertThat(outcome.account().attempts()).isEqualTo(2);
      assertThat(two.attempts().getFirst().error())
          .contains(new CallError.Silent(Phase.HEADERS, SHORT));
      assertThat(two.time.pauses()).isEmpty();
    }
  }

  @Test
  void a_slow_first_token_fails_over() throws Exception {
    var timeouts =
        new Timeouts(PATIENT.connect(), PATIENT.headers(), SHORT, SHORT, PATIENT.total());
    try (var two = new TwoProviders(plan("{first_token_after: 60s}", ""), WELL, timeouts)) {
      var streamed = two.stream(HUNDRED, PRIMARY, FALLBACK);

      assertThat(streamed.outcome().account().target()).contains(FALLBACK.target());
      assertThat(streamed.outcome().account().attempts()).isEqualTo(2);
      assertThat(streamed.chunks()).allMatch(it -> it.path("model").asString().contains("nano"));
      assertIsWhole(streamed);
      assertThat(two.fallback.bill().count()).isEqualTo(1);
    }
  }

  @Test
  void a_stream_cut_after_forty_tokens_is_whole_or_a_clear_error() throws Exception {
    try (var two = always("{cut: {after: 40, end: clean}}")) {
      var streamed = two.stream(HUNDRED, PRIMARY, FALLBACK);

      assertIsWhole(streamed);
      assertThat(((Answered<StreamEnd>) streamed.outcome()).value().streams()).isEqualTo(2);
      assertThat(streamed.chunks().stream().map(it -> it.path("id")).distinct()).hasSize(1);
      assertThat(streamed.outcome().account().attempts()).isEqualTo(2);
      assertThat(two.primary.bill().count() + two.fallback.bill().count()).isEqualTo(2);
    }
    try (var two =
        new TwoProviders(
            plan("{cut: {after: 40, end: abrupt}}", ""), plan("{answer: refusal}", ""), PATIENT)) {
      var streamed = two.stream(HUNDRED, PRIMARY, FALLBACK);

      assertIsClearlyBroken(streamed, CallError.CutStream.class);
      assertThat(two.primary.bill().count() + two.fallback.bill().count()).isEqualTo(2);
    }
  }

  @Test
  void a_stream_stalled_after_forty_tokens_is_whole_or_a_clear_error() throws Exception {
    var stall = plan("{stall: {after: 40, for: 60s}}", "");
    var timeouts =
        new Timeouts(
            PATIENT.connect(), PATIENT.headers(), PATIENT.firstToken(), SHORT, PATIENT.total());
    try (var two = new TwoProviders(stall, WELL, timeouts)) {
      var streamed = two.stream(HUNDRED, PRIMARY, FALLBACK);

      assertIsWhole(streamed);
      assertThat(streamed.outcome().account().attempts()).isEqualTo(2);
      assertThat(two.attempts().getFirst().error())
          .contains(new CallError.Silent(Phase.BETWEEN_TOKENS, SHORT));
    }
    try (var two = new TwoProviders(stall, WELL, timeouts)) {
      var streamed = two.stream(HUNDRED, PRIMARY);

      assertIsClearlyBroken(streamed, CallError.Silent.class);
      assertThat(two.primary.bill().count()).isEqualTo(1);
    }
  }

  @Test
  void a_malformed_chunk_is_survived() throws Exception {
    try (var two = always("{malformed_chunk: 20}")) {
      var streamed = two.stream(HUNDRED, PRIMARY, FALLBACK);

      var end = ((Answered<StreamEnd>) streamed.outcome()).value();
      assertThat(end.malformed()).isEqualTo(1);
      assertThat(end.finishReasons()).containsExactly("stop");
      assertThat(streamed.outcome().account().attempts()).isEqualTo(1);
      assertThat(two.primary.bill().count()).isEqualTo(1);
    }
  }

  @Test
  void no_done_is_no_error() throws Exception {
    try (var two = always("{no_done: true}")) {
      var streamed = two.stream(HUNDRED, PRIMARY, FALLBACK);

      assertIsWhole(streamed);
      assertThat(streamed.outcome().account().usage()).isPresent();
      assertThat(streamed.outcome().account().attempts()).isEqualTo(1);
      assertThat(two.primary.bill().count()).isEqualTo(1);
    }
  }

  @Test
  void a_context_too_long_goes_to_a_larger_model_only() throws Exception {
    var small = new Choice(PRIMARY.target(), OptionalLong.of(128_000), Continuation.NOT_ACCEPTED);
    var large =
        new Choice(FALLBACK.target(), OptionalLong.of(1_047_576), Continuation.NOT_ACCEPTED);
    try (var two = always("{error: context_length_exceeded}")) {
      var larger = two.whole(HUNDRED, small, large);
      var noLarger = two.whole(HUNDRED, small, FALLBACK);

      assertThat(larger.account().target()).contains(FALLBACK.target());
      assertThat(larger.account().attempts()).isEqualTo(2);
      assertThat(error(noLarger)).isInstanceOf(CallError.TooLong.class);
      assertThat(noLarger.account().attempts()).isEqualTo(1);
      assertThat(two.fallback.bill().count()).isEqualTo(1);
    }
  }

  @Test
  void a_content_filter_is_not_routed_around() throws Exception {
    try (var two = always("{error: content_filter}")) {
      var refused = two.whole(HUNDRED, PRIMARY, FALLBACK);

      assertThat(error(refused)).isInstanceOf(CallError.Refused.class);
      assertThat(refused.account().attempts()).isEqualTo(1);
      assertThat(two.fallback.bill().count()).isZero();
    }
    try (var two = always("{answer: content_filter}")) {
      var filtered = two.stream(HUNDRED, PRIMARY, FALLBACK);

      var end = ((Answered<StreamEnd>) filtered.outcome()).value();
      assertThat(end.finishReasons()).containsExactly("content_filter");
      assertThat(filtered.outcome().account().attempts()).isEqualTo(1);
      assertThat(two.fallback.bill().count()).isZero();
    }
  }

  @Test
  void a_fallback_that_rejects_a_continuation_hides_no_error() throws Exception {
    var rejects = plan("{error: unknown_parameter}", "");
    try (var two = new TwoProviders(plan("{cut: {after: 40, end: clean}}", ""), rejects, PATIENT)) {
      var streamed = two.stream(HUNDRED, PRIMARY, CONTINUING);

      assertIsClearlyBroken(streamed, CallError.CutStream.class);
      assertThat(error(streamed.outcome()))
          .isEqualTo(new CallError.CutStream("it ended without a finish reason"));
      assertThat(streamed.outcome().account().attempts()).isEqualTo(2);
      assertThat(two.fallback.bill().count()).isZero();
    }
  }

  @Test
  void a_flapping_primary_opens_the_breaker_is_probed_and_closes_it() throws Exception {
    try (var two = always("{error: {name: overloaded, retry_after: none}}", "calls: 1-5")) {
      var first = two.whole(HUNDRED, PRIMARY, FALLBACK);
      var second = two.whole(HUNDRED, PRIMARY, FALLBACK);
      var third = two.whole(HUNDRED, PRIMARY, FALLBACK);
      two.time.leap(Duration.ofSeconds(10));
      var fourth = two.whole(HUNDRED, PRIMARY, FALLBACK);
      var fifth = two.whole(HUNDRED, PRIMARY, FALLBACK);

      assertThat(first.account().attempts()).isEqualTo(3 + 1);
      assertThat(second.account().attempts()).isEqualTo(2 + 1);
      assertThat(third.account().attempts()).isEqualTo(1);
      assertThat(third.account().target()).contains(FALLBACK.target());
      assertThat(fourth.account().target()).contains(PRIMARY.target());
      assertThat(fifth.account().target()).contains(PRIMARY.target());
      assertThat(two.primary.bill().count()).isEqualTo(2);
      assertThat(two.fallback.bill().count()).isEqualTo(3);
    }
  }

  @Test
  void the_fallbacks_model_and_usage_are_reported() throws Exception {
    try (var two = always("{error: invalid_api_key}")) {
      var outcome = two.whole(HUNDRED, PRIMARY, FALLBACK);

      var account = outcome.account();
      assertThat(account.target()).contains(FALLBACK.target());
      assertThat(account.fallback()).contains("primary/gpt-4o-mini: key_rejected");
      assertThat(account.attempts()).isEqualTo(2);
      var reply = new String(outcome.orThrow().json(), StandardCharsets.UTF_8);
      assertThat(reply).contains("\"model\":\"gpt-4.1-nano");
      var usage = account.usage().orElseThrow();
      assertThat(reply).contains("\"prompt_tokens\":" + usage.input());
      assertThat(usage.output()).isEqualTo(100);
      assertThat(two.fallback.bill().count()).isEqualTo(1);
    }
  }

  private static TwoProviders always(String fault) throws IOException {
    return always(fault, "");
  }

  private static TwoProviders always(String fault, String when) throws IOException {
    return new TwoProviders(plan(fault, when), WELL, PATIENT);
  }

  private static String plan(String fault, String when) {
    var condition = when.isEmpty() ? "" : ", " + when;
    return "faults: [{name: it, on: {endpoint: openai.chat%s}, do: %s}]"
        .formatted(condition, fault);
  }

  private static Timeouts headers(Duration limit) {
    return new Timeouts(
        PATIENT.connect(), limit, PATIENT.firstToken(), PATIENT.betweenTokens(), PATIENT.total());
  }

  private static CallError error(Outcome<?> outcome) {
    return ((GivenUp<?>) outcome).error();
  }

  /// The answer of a provider that has no fault, and nothing else.
  private static void assertIsWhole(Streamed streamed) throws Exception {
    try (var well = new TwoProviders(WELL, WELL, PATIENT)) {
      assertThat(streamed.text()).isEqualTo(well.stream(HUNDRED, PRIMARY).text());
    }
    assertThat(streamed.outcome()).isInstanceOf(Answered.class);
    assertThat(streamed.isDone()).isTrue();
    assertThat(((Answered<StreamEnd>) streamed.outcome()).value().finishReasons())
        .containsExactly("stop");
  }

  /// A part was shown, and nobody was told that it is all.
  private static void assertIsClearlyBroken(Streamed streamed, Class<? extends CallError> because) {
    assertThat(error(streamed.outcome())).isInstanceOf(because);
    assertThat(streamed.text()).isNotEmpty();
    assertThat(streamed.isDone()).isFalse();
    assertThat(streamed.chunks())
        .allMatch(it -> it.path("choices").path(0).path("finish_reason").isNull());
  }
}
