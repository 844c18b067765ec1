package lectern.gateway.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import lectern.gateway.CallError;
import lectern.gateway.Capability;
import lectern.gateway.LeapingTime;
import lectern.gateway.ModelRoute;
import lectern.gateway.SimulatedGateway;
import lectern.gateway.probe.Finding.Lacks;
import lectern.gateway.probe.Finding.Trouble;
import lectern.gateway.probe.Finding.Well;
import lectern.gateway.probe.Finding.WithoutList;
import lectern.simulator.Simulator;
import org.junit.jupiter.api.Test;

/// What is found out about providers before they are needed, and what it costs: nothing.
class ProbesTest {
  private static final ModelRoute KNOWN =
      SimulatedGateway.route(Capability.CHAT, "openai/gpt-4o-mini");

  @Test
  void providers_that_are_well_are_found_so_and_nothing_is_paid() throws Exception {
    try (var simulator = simulator("")) {
      assertThat(probe(simulator, KNOWN)).hasSize(3).allMatch(Well.class::isInstance);
      assertThat(simulator.bill().count()).isZero();
    }
  }

  @Test
  void a_model_that_a_provider_does_not_list_is_named() throws Exception {
    var wrong = SimulatedGateway.route(Capability.CHAT, "openai/gpt-4o-mini", "other/gtp-4o");
    try (var simulator = simulator("")) {
      assertThat(probe(simulator, wrong))
          .filteredOn(Lacks.class::isInstance)
          .singleElement()
          .isInstanceOfSatisfying(
              Lacks.class,
              it -> {
                assertThat(it.provider().name()).isEqualTo("other");
                assertThat(it.models()).containsExactly("gtp-4o");
              });
    }
  }

  @Test
  void a_model_that_is_listed_under_another_name_is_not_missed() throws Exception {
    var list =
        listing(
            """
            reply: {status: 200, body: '{"data": [{"id": "models/a"}, {"id": "b:latest"}]}'}\
            """);
    var route = SimulatedGateway.route(Capability.CHAT, "openai/a", "openai/b");
    try (var simulator = simulator(list)) {
      assertThat(openAi(probe(simulator, route))).isInstanceOf(Well.class);
    }
  }

  @Test
  void a_rejected_key_is_told_as_that() throws Exception {
    var plan =
        """
        faults:
          - {name: openai, on: {endpoint: openai.models.list}, do: {error: invalid_api_key}}
          - {name: llamaparse, on: {endpoint: llamaparse.parse.list}, do: {error: invalid_api_key}}
        """;
    try (var simulator = simulator(plan)) {
      assertThat(probe(simulator, KNOWN))
          .hasSize(3)
          .allMatch(it -> it instanceof Trouble trouble && trouble.isKeyRejected());
    }
  }

  @Test
  void a_server_without_a_list_says_nothing_about_the_key() throws Exception {
    try (var simulator = simulator(listing("reply: {status: 404, body: '404 page not found'}"))) {
      assertThat(openAi(probe(simulator, KNOWN))).isInstanceOf(WithoutList.class);
    }
  }

  @Test
  void who_is_not_used_need_not_be_asked() throws Exception {
    try (var simulator = simulator("");
        var simulated = new SimulatedGateway(simulator, new LeapingTime(), KNOWN)) {
      var probes = new Probes(simulated.gateway(), simulated.transport(), Clock.systemUTC());

      assertThat(probes.used())
          .singleElement()
          .satisfies(it -> assertThat(it.provider().name()).isEqualTo("openai"));
    }
  }

  @Test
  void a_provider_that_fails_is_in_trouble_and_its_key_is_not_blamed() throws Exception {
    try (var simulator = simulator(listing("error: server_error"))) {
      assertThat(openAi(probe(simulator, KNOWN)))
          .isInstanceOfSatisfying(
              Trouble.class,
              it -> {
                assertThat(it.isKeyRejected()).isFalse();
                assertThat(it.error()).isInstanceOf(CallError.ProviderFailed.class);
              });
    }
  }

  private static Simulator simulator(String faults) throws Exception {
    return Simulator.with().seed(7).plan("latency: none\n" + faults).start();
  }

  private static String listing(String what) {
    return "faults: [{name: listing, on: {endpoint: openai.models.list}, do: {%s}}]"
        .formatted(what);
  }

  private static List<Finding> probe(Simulator simulator, ModelRoute route) throws Exception {
    try (var simulated = new SimulatedGateway(simulator, new LeapingTime(), route)) {
      return new Probes(simulated.gateway(), simulated.transport(), Clock.systemUTC()).all();
    }
  }

  private static Finding openAi(List<Finding> findings) {
    return findings.stream()
        .filter(it -> it.provider().name().equals("openai"))
        .findFirst()
        .orElseThrow();
  }
}
