package lectern.monitor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import lectern.gateway.Provider;
import lectern.gateway.Roster;
import lectern.gateway.pace.Gatekeeper;
import lectern.gateway.pace.Gatekeeper.Health.Breaker;
import lectern.gateway.pace.LaneView;

/// Tells how many models of each provider are left alone, as of the last look: one look serves all
/// gauges of a reading. Models are counted, not named, since clients may make up names.
final class Breakers {
  private final Gatekeeper gate;
  private volatile List<LaneView> lanes = List.of();

  Breakers(Roster roster, Gatekeeper gate, MeterRegistry registry) {
    this.gate = gate;
    for (var provider : roster.providers()) {
      for (var breaker : Breaker.values()) {
        Gauge.builder(Metric.MODELS.meterName(), () -> counted(provider, breaker))
            .tags("provider", provider.name(), "state", word(breaker))
            .description(Metric.MODELS.description())
            .register(registry);
      }
    }
  }

  private static String word(Breaker breaker) {
    return breaker.name().toLowerCase(Locale.ROOT);
  }

  void look() {
    lanes = gate.lanes();
  }

  private long counted(Provider provider, Breaker breaker) {
    return lanes.stream()
        .filter(lane -> lane.target().provider().equals(provider.name()))
        .filter(lane -> lane.health().breaker() == breaker)
        .count();
  }
}
