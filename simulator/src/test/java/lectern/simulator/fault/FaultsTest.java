package lectern.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import lectern.simulator.chance.Seed;
import lectern.simulator.http.Fields;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final Instant LAID = Instant.parse("2026-01-01T00:00:00Z");

  private static Faults faults(String rules) {
    return faults(1, rules);
  }

  private static Faults faults(long seed, String rules) {
    return new Faults(new Seed(seed), rules(rules), LAID);
  }

  private static List<Rule> rules(String rules) {
    return PlanReader.readFaults("faults: [" + rules + "]", "test", Set.of("server_error"));
  }

  private static Subject subject(String endpoint, String model) {
    return new Subject(endpoint, model, Fields.NONE, "f", 1, LAID);
  }

  private static Subject chat(int second) {
    return new Subject("openai.chat", "gpt-4o", Fields.NONE, "f", 1, LAID.plusSeconds(second));
  }

  private static Subject numbered(int number) {
    return new Subject("openai.chat", "gpt-4o", Fields.NONE, "request " + number, 1, LAID);
  }

  private static boolean strikes(Faults faults, Subject subject) {
    return !faults.befalling(subject).faults().isEmpty();
  }

  @Test
  void without_rules_nothing_goes_wrong() {
    assertThat(faults("").befalling(chat(0))).isEqualTo(Effects.NONE);
  }

  @Test
  void all_that_a_rule_says_must_be_so() {
    var faults =
        faults(
            "{name: it, on: {endpoint: openai.*, model: gpt-4o*, header: {X-Tenant: acme*}},"
                + " do: {hang: true}}");
    var tenant = Fields.of("x-tenant", "acme-7");

    assertThat(strikes(faults, new Subject("openai.chat", "gpt-4o-mini", tenant, "f", 1, LAID)))
        .isTrue();
    assertThat(strikes(faults, new Subject("llamaparse.chat", "gpt-4o", tenant, "f", 1, LAID)))
        .isFalse();
    assertThat(strikes(faults, new Subject("openai.chat", "gpt-5", tenant, "f", 1, LAID)))
        .isFalse();
    assertThat(strikes(faults, subject("openai.chat", "gpt-4o"))).isFalse();
    var other = Fields.of("x-tenant", "other");
    assertThat(strikes(faults, new Subject("openai.chat", "gpt-4o", other, "f", 1, LAID)))
        .isFalse();
  }

  @Test
  void the_effects_of_all_rules_add_up_in_the_order_of_the_plan() {
    var faults =
        faults(
            "{name: a, do: {latency: x2, limit: x0.5}},"
                + " {name: b, do: {latency: x5, no_done: true}}");

    var effects = faults.befalling(chat(0));

    assertThat(effects.faults())
        .containsExactly(
            new Fault.Latency(2), new Fault.Limit(0.5), new Fault.Latency(5), new Fault.NoDone());
    assertThat(effects.latencyFactor()).isEqualTo(10);
    assertThat(effects.limitFactor()).isEqualTo(0.5);
    assertThat(effects.first(Fault.NoDone.class)).isPresent();
    assertThat(effects.first(Fault.Hang.class)).isEmpty();
  }

  @Test
  void the_n_th_request_is_the_n_th_that_meets_all_else() {
    var faults = faults("{name: it, on: {endpoint: openai.chat, call: 2}, do: {hang: true}}");

    assertThat(strikes(faults, chat(0))).isFalse();
    assertThat(strikes(faults, subject("openai.models", ""))).isFalse();
    assertThat(strikes(faults, chat(0))).isTrue();
    assertThat(strikes(faults, chat(0))).isFalse();
  }

  @Test
  void requests_are_counted_by_range_and_by_every_n_th() {
    var range = faults("{name: it, on: {calls: 2-3}, do: {hang: true}}");
    var onwards = faults("{name: it, on: {calls: 3-}, do: {hang: true}}");
    var every = faults("{name: it, on: {every: 2}, do: {hang: true}}");

    assertThat(struck(range)).containsExactly(2, 3);
    assertThat(struck(onwards)).containsExactly(3, 4, 5, 6);
    assertThat(struck(every)).containsExactly(2, 4, 6);
  }

  /// Which of six requests.
  private static List<Integer> struck(Faults faults) {
    return IntStream.rangeClosed(1, 6).filter(_ -> strikes(faults, chat(0))).boxed().toList();
  }

  @Test
  void an_outage_is_over_after_its_time() {
    var faults = faults("{name: it, on: {from: 10s, for: 60s}, do: {error: server_error}}");

    assertThat(strikes(faults, chat(9))).isFalse();
    assertThat(strikes(faults, chat(10))).isTrue();
    assertThat(strikes(faults, chat(69))).isTrue();
    assertThat(strikes(faults, chat(70))).isFalse();
  }

  @Test
  void other_rules_count_afresh_from_when_they_were_laid() {
    var faults = faults("{name: it, on: {call: 1}, do: {hang: true}}");
    assertThat(strikes(faults, chat(0))).isTrue();

    faults.replace(
        rules("{name: it, on: {call: 1, from: 5s}, do: {hang: true}}"), LAID.plusSeconds(100));

    assertThat(strikes(faults, chat(104))).isFalse();
    assertThat(strikes(faults, chat(105))).isTrue();
  }

  @Test
  void a_slow_upload_is_known_before_the_body_and_the_rest_after_it() {
    var faults =
        faults("{name: a, do: {slow_upload: 5}}, {name: b, on: {call: 1}, do: {hang: true}}");

    assertThat(faults.befallingTheUpload(chat(0)).faults())
        .containsExactly(new Fault.SlowUpload(5));
    assertThat(faults.befalling(chat(0)).faults()).containsExactly(new Fault.Hang());
  }

  @Test
  void probability_strikes_about_so_many() {
    var faults = faults("{name: it, on: {probability: 0.1}, do: {hang: true}}");

    var struck = IntStream.range(0, 10_000).filter(each -> strikes(faults, numbered(each))).count();

    assertThat(struck).isBetween(900L, 1_100L);
  }

  @Test
  void a_repeated_request_has_luck_of_its_own() {
    var faults = faults("{name: it, on: {probability: 0.5}, do: {hang: true}}");

    var struck =
        IntStream.rangeClosed(1, 100)
            .filter(each ->
                strikes(faults, new Subject("openai.chat", "m", Fields.NONE, "f", each, LAID)))
            .count();

    assertThat(struck).isBetween(30L, 70L);
  }

  /// Requests arrive in another order every time; whom chance strikes must not depend on it, nor on
  /// what other rules there are.
  @RepeatedTest(value = 50, name = "seed {currentRepetition}")
  void whom_chance_strikes_depends_on_neither_order_nor_other_rules(RepetitionInfo run) {
    var seed = run.getCurrentRepetition();
    var rule = "{name: it, on: {probability: 0.3}, do: {hang: true}}";
    var inOrder = IntStream.range(0, 200).boxed().toList();
    var shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(seed));

    var struck = struckBy(faults(seed, rule), inOrder);

    assertThat(struckBy(faults(seed, rule), shuffled)).isEqualTo(struck);
    var other = "{name: other, on: {probability: 0.9}, do: {no_done: true}}, ";
    assertThat(struckBy(faults(seed, other + rule), shuffled)).isEqualTo(struck);
    assertThat(struckBy(faults(seed + 1000, rule), inOrder)).isNotEqualTo(struck);
  }

  /// Which of the requests the hang befalls.
  private static Set<Integer> struckBy(Faults faults, List<Integer> requests) {
    var struck = new TreeSet<Integer>();
    for (var request : requests) {
      if (faults.befalling(numbered(request)).first(Fault.Hang.class).isPresent()) {
        struck.add(request);
      }
    }
    return struck;
  }
}
