package lectern.simulator.fault;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The faults that befall one request, in the order of the plan's rules.
public record Effects(List<Fault> faults) {
  /// Nothing goes wrong.
  public static final Effects NONE = new Effects(List.of());

  public Effects {
    faults = List.copyOf(faults);
  }

  /// The first fault of that kind.
  public <F extends Fault> Optional<F> first(Class<F> kind) {
    return all(kind).findFirst();
  }

  /// All faults of that kind.
  public <F extends Fault> Stream<F> all(Class<F> kind) {
    return faults.stream().filter(kind::isInstance).map(kind::cast);
  }

  /// How many times as long everything takes.
  public double latencyFactor() {
    return all(Fault.Latency.class).mapToDouble(Fault.Latency::factor).reduce(1, (a, b) -> a * b);
  }

  /// How many times as high the vendor's limits are.
  public double limitFactor() {
    return all(Fault.Limit.class).mapToDouble(Fault.Limit::factor).reduce(1, (a, b) -> a * b);
  }
}
