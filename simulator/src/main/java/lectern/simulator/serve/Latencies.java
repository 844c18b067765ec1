package lectern.simulator.serve;

import java.time.Duration;
import lectern.simulator.chance.Dice;
import lectern.simulator.fault.Plan;
import lectern.simulator.http.Body;
import lectern.simulator.route.Call;
import lectern.simulator.route.World;

/// How long answers take: log-normal, and one in a hundred much longer, for services have bad
/// moments that no log-normal has. Thrown for each request from its own dice, so the same request
/// takes the same time in each run.
///
/// The figures are choices, not measurements: no vendor publishes its distribution. They have the
/// magnitude that a client of a small hosted model knows: half a second to the first token, some
/// eighty tokens a second, embeddings in a fifth of a second.
final class Latencies {
  // e^(2.33 * 0.5) = 3.2: so many times the median is the 99th percentile, before the bad moments.
  private static final double SPREAD = 0.5;
  private static final double BAD_MOMENTS = 0.01;
  private static final double BAD_MOMENT_FACTOR = 6;
  private static final Duration PER_TOKEN = Duration.ofMillis(12);

  private final boolean realistic;

  Latencies(World world) {
    var usual =
        world.timeline().goesByItself() ? Plan.LatencyProfile.REALISTIC : Plan.LatencyProfile.NONE;
    this.realistic = world.plan().latency().orElse(usual) == Plan.LatencyProfile.REALISTIC;
  }

  /// How long the answer to the call takes.
  ///
  /// @param tokensMade how many tokens a model made for it
  Pace pace(Call call, String endpoint, int tokensMade) {
    if (!realistic || endpoint.startsWith(Switchboard.CONTROL)) {
      return Pace.AT_ONCE;
    }
    var dice = call.dice("latency");
    var factor = call.effects().latencyFactor();
    return new Pace(
        times(median(call, endpoint, tokensMade), factor * heavyTailed(dice)),
        times(PER_TOKEN, factor * logNormal(dice)),
        tokensMade);
  }

  private static Duration median(Call call, String endpoint, int tokensMade) {
    if (tokensMade > 0) {
      return Duration.ofMillis(450);
    }
    if (endpoint.equals("openai.embeddings")) {
      return Duration.ofMillis(180);
    }
    return call.request().body() instanceof Body.Form
        ? Duration.ofMillis(150)
        : Duration.ofMillis(40);
  }

  private static double heavyTailed(Dice dice) {
    var usual = logNormal(dice);
    return dice.chance(BAD_MOMENTS) ? usual * BAD_MOMENT_FACTOR : usual;
  }

  private static double logNormal(Dice dice) {
    return Math.exp(SPREAD * dice.gaussian());
  }

  private static Duration times(Duration duration, double factor) {
    return Duration.ofNanos(Math.round(duration.toNanos() * factor));
  }
}
