package lectern.simulator.llamaparse;

import java.time.Duration;
import java.util.Optional;
import lectern.simulator.fault.Plan.LlamaParseLimits;
import lectern.simulator.http.Refusal;
import lectern.simulator.limit.Quota;
import lectern.simulator.route.Call;
import lectern.simulator.route.World;

/// Counts requests against what the plan allows. Who asks too often gets a 429 that does not say
/// when to come again.
final class Gate {
  // the windows of contract section 5
  private static final Duration FILES_WINDOW = Duration.ofSeconds(5);
  private static final Duration JOBS_WINDOW = Duration.ofSeconds(10);

  private final World world;
  private final Optional<Quota> files;
  private final Optional<Quota> jobs;

  Gate(World world) {
    this.world = world;
    var limits = world.plan().limits().llamaParse();
    this.files =
        limits.map(LlamaParseLimits::filesPer5Seconds).map(most -> new Quota(most, FILES_WINDOW));
    this.jobs =
        limits.map(LlamaParseLimits::uploadsPer10Seconds).map(most -> new Quota(most, JOBS_WINDOW));
  }

  /// One more job.
  void job(Call call) throws Refusal {
    jobs.ifPresent(quota -> check(quota, call));
  }

  /// One more request to the files API.
  void file(Call call) throws Refusal {
    files.ifPresent(quota -> check(quota, call));
  }

  private void check(Quota quota, Call call) {
    var now = world.timeline().now();
    if (!quota.take(call.account().masked(), call.effects().limitFactor(), now)) {
      throw Denial.of(429, "Rate limit exceeded. Please try again later.");
    }
  }
}
