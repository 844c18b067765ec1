package lectern.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.gateway.pace.Gatekeeper;

/// Lets everything through at once.
final class OpenGate implements Gatekeeper {
  final Map<Target, Health.Breaker> breakers = new HashMap<>();
  final Map<Target, Map<Awaited, Duration>> latencies = new HashMap<>();
  final List<String> answered = new ArrayList<>();
  int retries;
  int returned;
  Deadline admittedUntil = new Deadline(0);

  @Override
  public Admission admit(Target target, Need need, Priority priority, Deadline deadline) {
    admittedUntil = deadline;
    return new Admission.Admitted(
        new Permit() {
          @Override
          public void done(Optional<CallError> error, Optional<Usage> usage, LimitNews news) {
            returned++;
          }

          @Override
          public void answered(Awaited awaited, Duration sinceSent) {
            answered.add(awaited + " " + sinceSent.toMillis());
          }
        });
  }

  @Override
  public Health health(Target target) {
    return new Health(
        breakers.getOrDefault(target, Health.Breaker.CLOSED),
        latencies.getOrDefault(target, Map.of()));
  }

  @Override
  public boolean mayRetry(String provider, CallError error) {
    return true;
  }

  @Override
  public void retrying(String provider, CallError error) {
    retries++;
  }
}
