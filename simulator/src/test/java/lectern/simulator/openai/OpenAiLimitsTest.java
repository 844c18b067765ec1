package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lectern.simulator.bill.Bill;
import lectern.simulator.bill.Charge;
import lectern.simulator.bill.Entry;
import lectern.simulator.chance.Seed;
import lectern.simulator.fault.Effects;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Faults;
import lectern.simulator.fault.PlanReader;
import lectern.simulator.http.Body;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Query;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import lectern.simulator.http.Request;
import lectern.simulator.route.Account;
import lectern.simulator.route.Call;
import lectern.simulator.route.World;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenAiLimitsTest {
  private final VirtualTimeline time = VirtualTimeline.fromTheBeginning();
  private final Bill bill = Bill.inMemory(time::now);

  @AfterEach
  void end() {
    time.close();
    bill.close();
  }

  private OpenAiLimits limits(String plan) {
    var read = PlanReader.read(plan, "test", Set.of());
    var seed = new Seed(1);
    var faults = new Faults(seed, List.of(), time.now());
    return new OpenAiLimits(new World(seed, time, read, faults, bill, Path.of("unused")));
  }

  /// One model `m` with these limits.
  private OpenAiLimits only(String figures) {
    return limits("limits: {openai: {models: [{model: m, %s}]}}".formatted(figures));
  }

  private Call call(String key, Effects effects) {
    var headers = Fields.of("openai-organization", "org-acme");
    var request =
        new Request(
            "POST",
            "/v1/chat/completions",
            Query.of(""),
            headers,
            new Body.None(),
            "f",
            1,
            time.now());
    return new Call(
        request, "req_1", Map.of(), new Account(key, "sk-…" + key), effects, new Seed(1));
  }

  private Call call() {
    return call("a", Effects.NONE);
  }

  private Fields admit(OpenAiLimits limits, long tokens) {
    return limits.admit(call(), "m", "m", tokens);
  }

  private Reply.Whole refused(OpenAiLimits limits, long tokens) {
    var refusal = catchThrowableOfType(Refusal.class, () -> admit(limits, tokens));
    assertThat(refusal).isNotNull();
    return refusal.reply();
  }

  private static Map<String, String> rates(Fields fields) {
    var rates = new java.util.TreeMap<String, String>();
    fields.all().stream()
        .filter(field -> field.name().startsWith("x-ratelimit-"))
        .forEach(
            field -> rates.put(field.name().substring("x-ratelimit-".length()), field.value()));
    return rates;
  }

  @Test
  void headers_tell_what_is_left_and_when_all_of_it_is_back() {
    var limits = only("rpm: 60, tpm: 150000");

    assertThat(rates(admit(limits, 16)))
        .containsExactly(
            Map.entry("limit-requests", "60"),
            Map.entry("limit-tokens", "150000"),
            Map.entry("remaining-requests", "59"),
            Map.entry("remaining-tokens", "149984"),
            Map.entry("reset-requests", "1s"),
            Map.entry("reset-tokens", "7ms"));
  }

  /// A trap: who waits for `reset` waits six times too long.
  @Test
  void reset_means_full_again_and_not_room_for_the_next_request() {
    var limits = only("rpm: 6");
    IntStream.range(0, 6).forEach(_ -> admit(limits, 1));

    var refused = refused(limits, 1);

    assertThat(rates(refused.headers())).containsEntry("reset-requests", "1m0s");
    assertThat(refused.headers().first("retry-after")).contains("10");
  }

  @Test
  void too_many_tokens_are_refused_with_the_time_after_which_they_fit() {
    var limits = only("rpm: 500, tpm: 10000");
    admit(limits, 8_554);

    var refused = refused(limits, 3_082);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body())
        .contains(
            "Rate limit reached for m in organization org-acme on tokens per min (TPM): Limit"
                + " 10000, Used 8554, Requested 3082. Please try again in 9.816s. Visit"
                + " https://platform.openai.com/account/rate-limits to learn more.")
        .contains("\"type\":\"tokens\"")
        .contains("\"code\":\"rate_limit_exceeded\"")
        .contains("\"param\":null");
    assertThat(refused.headers().first("retry-after")).contains("10");
    time.advance(Duration.ofMillis(9_815));
    refused(limits, 3_082);
    time.advance(Duration.ofMillis(1));
    assertThat(rates(admit(limits, 3_082))).containsEntry("remaining-tokens", "0");
  }

  @Test
  void too_many_requests_are_refused_and_retry_after_is_never_below_a_second() {
    var limits = only("rpm: 500");
    IntStream.range(0, 500).forEach(_ -> admit(limits, 1_000_000));

    var refused = refused(limits, 1);

    assertThat(refused.body())
        .contains("on requests per min (RPM): Limit 500, Used 500, Requested 1.")
        .contains("Please try again in 120ms.")
        .contains("\"type\":\"requests\"");
    assertThat(refused.headers().first("retry-after")).contains("1");
    time.advance(Duration.ofMillis(120));
    admit(limits, 1);
  }

  @Test
  void a_request_above_the_limit_never_succeeds_and_is_not_told_to_come_again() {
    var limits = only("rpm: 500, tpm: 30000");

    var refused = refused(limits, 61_337);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body())
        .contains(
            "Request too large for m in organization org-acme on tokens per min (TPM): Limit 30000,"
                + " Requested 61337. The input or output tokens must be reduced in order to run"
                + " successfully.")
        .contains("\"code\":\"rate_limit_exceeded\"");
    assertThat(refused.headers().first("retry-after")).isEmpty();
    assertThat(rates(refused.headers())).containsEntry("remaining-tokens", "30000");
  }

  @Test
  void refused_requests_count_so_hammering_never_gets_through() {
    var limits = only("rpm: 60");
    IntStream.range(0, 60).forEach(_ -> admit(limits, 1));

    for (var i = 0; i < 100; i++) {
      time.advance(Duration.ofMillis(900));
      refused(limits, 1);
    }
    time.advance(Duration.ofSeconds(1));

    admit(limits, 1);
  }

  @Test
  void refused_requests_do_not_count_when_the_plan_says_so() {
    var limits = limits("limits: {openai: {rejected: ignore, models: [{model: m, rpm: 60}]}}");
    IntStream.range(0, 60).forEach(_ -> admit(limits, 1));
    refused(limits, 1);

    time.advance(Duration.ofMillis(900));
    refused(limits, 1);
    time.advance(Duration.ofMillis(100));

    admit(limits, 1);
  }

  @Test
  void a_refused_request_uses_up_no_tokens() {
    var limits = only("tpm: 100, rpm: 1000");
    admit(limits, 60);
    refused(limits, 60);

    assertThat(rates(admit(limits, 40)))
        .containsEntry("remaining-tokens", "0")
        .containsEntry("remaining-requests", "997");
  }

  @Test
  void a_limit_halved_without_notice_holds_at_once() {
    var limits = only("rpm: 100");
    var halved = call("a", new Effects(List.of(new Fault.Limit(0.5))));
    IntStream.range(0, 40).forEach(_ -> admit(limits, 1));

    var headers = limits.admit(halved, "m", "m", 1);

    assertThat(rates(headers))
        .containsEntry("limit-requests", "50")
        .containsEntry("remaining-requests", "29");
  }

  @Test
  void each_key_and_each_family_has_limits_of_its_own() {
    var limits = limits("limits: {openai: {models: [{model: '*', rpm: 1}]}}");
    limits.admit(call("a", Effects.NONE), "m", "m", 1);

    limits.admit(call("b", Effects.NONE), "m", "m", 1);
    limits.admit(call("a", Effects.NONE), "n", "n", 1);

    assertThat(refused(limits, 1).status()).isEqualTo(429);
  }

  @Test
  void a_snapshot_shares_the_limit_of_its_family_and_the_message_says_so() {
    var limits = only("rpm: 1");
    admit(limits, 1);

    var refusal =
        catchThrowableOfType(Refusal.class, () -> limits.admit(call(), "m", "m-2025-04-14", 1));

    assertThat(refusal.reply().body())
        .contains("Rate limit reached for m-2025-04-14 (for limit m) in organization org-acme");
  }

  @Test
  void the_first_limit_that_fits_holds_and_without_one_there_are_no_headers() {
    var limits = limits("limits: {openai: {models: [{model: m, rpm: 7}, {model: 'm*', rpm: 9}]}}");

    assertThat(rates(admit(limits, 1))).containsEntry("limit-requests", "7").hasSize(3);
    assertThat(rates(limits.admit(call(), "mm", "mm", 1))).containsEntry("limit-requests", "9");
    assertThat(limits.admit(call(), "other", "other", 1)).isEqualTo(Fields.NONE);
    assertThat(limits("limits: {openai: none}").admit(call(), "m", "m", 1)).isEqualTo(Fields.NONE);
  }

  @Test
  void what_the_plan_leaves_open_is_as_the_vendor_s_lowest_paid_tier_has_it() {
    var limits = limits("seed: 1");

    assertThat(rates(limits.admit(call(), "gpt-4o", "gpt-4o", 1)))
        .containsEntry("limit-requests", "500")
        .containsEntry("limit-tokens", "30000");
    assertThat(rates(limits.admit(call(), "gpt-4o-mini", "gpt-4o-mini", 1)))
        .containsEntry("limit-requests", "500")
        .containsEntry("limit-tokens", "200000");
    assertThat(rates(limits.admit(call(), "text-embedding-3-small", "text-embedding-3-small", 1)))
        .containsEntry("limit-requests", "3000")
        .containsEntry("limit-tokens", "1000000");
  }

  @Test
  void an_empty_purse_is_a_429_that_waiting_never_helps() {
    var limits = limits("{purses: {a: {usd: 0.000000000002}}, limits: {openai: none}}");
    var ids = new AtomicInteger();
    Runnable pay =
        () ->
            bill.accept(
                new Entry(
                    "req_" + ids.incrementAndGet(),
                    time.now(),
                    "openai.chat",
                    "sk-…a",
                    new Charge("m", new Charge.Tokens(1, 0, 0, 0, 0), 1),
                    "f",
                    1));
    pay.run();
    admit(limits, 1);
    pay.run();

    var refused = refused(limits, 1);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body())
        .contains("\"type\":\"insufficient_quota\"")
        .contains("\"code\":\"insufficient_quota\"");
    assertThat(refused.headers().first("retry-after")).isEmpty();
    limits.admit(call("b", Effects.NONE), "m", "m", 1);
  }
}
