package lectern.simulator.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lectern.simulator.chance.Seed;
import lectern.simulator.fault.Effects;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Plan;
import lectern.simulator.http.Body;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Query;
import lectern.simulator.http.Request;
import lectern.simulator.route.Account;
import lectern.simulator.route.Call;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void answers_of_a_model_take_half_a_second_and_sometimes_many() throws Exception {
    var paces = paces(Effects.NONE, 100);

    var median = paces.get(paces.size() / 2).first();
    var slowest = paces.getLast().first();
    assertThat(median).isBetween(Duration.ofMillis(400), Duration.ofMillis(500));
    assertThat(slowest).isGreaterThan(median.multipliedBy(8));
  }

  @Test
  void a_fault_multiplies_the_very_same_latency() throws Exception {
    var usual = paces(Effects.NONE, 100).getFirst();
    var slow = paces(new Effects(List.of(new Fault.Latency(10))), 100).getFirst();

    assertThat(slow.whole()).isCloseTo(usual.whole().multipliedBy(10), Duration.ofMillis(1));
  }

  @Test
  void lookups_are_quicker_than_answers() throws Exception {
    assertThat(paces(Effects.NONE, 0).get(5_000).first())
        .isLessThan(paces(Effects.NONE, 1).get(5_000).first());
  }

  /// The paces of ten thousand requests, the quickest first.
  private static List<Pace> paces(Effects effects, int tokens) throws Exception {
    var time = VirtualTimeline.fromTheBeginning();
    try (var stage = Stage.with(time, Plan.LatencyProfile.REALISTIC)) {
      var latencies = new Latencies(stage.world);
      return IntStream.range(0, 10_000)
          .mapToObj(i -> latencies.pace(call(i, effects), "openai.chat", tokens))
          .sorted((a, b) -> a.first().compareTo(b.first()))
          .toList();
    }
  }

  private static Call call(int occurrence, Effects effects) {
    var request =
        new Request(
            "POST",
            "/v1/chat/completions",
            new Query(List.of()),
            Fields.NONE,
            new Body.None(),
            "f",
            occurrence,
            Instant.EPOCH);
    return new Call(request, "id", Map.of(), new Account("k", "k"), effects, new Seed(1));
  }
}
