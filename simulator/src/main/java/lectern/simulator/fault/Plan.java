package lectern.simulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the simulated vendors behave: how quick they are, what they allow, what goes wrong. Read
/// from YAML by [PlanReader]; every key is documented in docs/simulator.md.
public record Plan(
    Optional<Long> seed,
    Optional<LatencyProfile> latency,
    Limits limits,
    Jobs jobs,
    Map<String, Purse> purses,
    List<Rule> rules) {
  /// Nothing special.
  public static final Plan USUAL =
      new Plan(Optional.empty(), Optional.empty(), Limits.USUAL, Jobs.USUAL, Map.of(), List.of());

  public Plan {
    purses = Map.copyOf(purses);
    rules = List.copyOf(rules);
  }

  /// How long answers take.
  public enum LatencyProfile {
    /// At once.
    NONE,
    /// As the real services: log-normal with a heavy tail.
    REALISTIC
  }

  /// What the vendors allow.
  ///
  /// @param models by pattern of the model's name, the first that fits; a model that none fits has
  ///   no limit. Empty for what the vendor's lowest paid tier allows
  /// @param refused whether refused requests count
  /// @param llamaParse empty for no limits
  public record Limits(
      Optional<List<ModelLimit>> models, Refused refused, Optional<LlamaParseLimits> llamaParse) {
    public static final Limits USUAL =
        new Limits(Optional.empty(), Refused.COUNT, Optional.of(LlamaParseLimits.USUAL));
  }

  /// Whether requests that were refused use up the limit. "Failed requests still count against
  /// per-minute limits" (OpenAI's guide on rate limits).
  public enum Refused {
    COUNT,
    IGNORE
  }

  /// Requests and tokens per minute for models whose name fits the pattern; no limit where empty.
  public record ModelLimit(
      String pattern, Optional<Long> requestsPerMinute, Optional<Long> tokensPerMinute) {}

  /// What LlamaParse allows: the figures of its documentation, for the plan "Pro".
  ///
  /// @param filesPer5Seconds of the files API, by project
  /// @param uploadsPer10Seconds of parse jobs, by organisation
  /// @param concurrentJobs more of them stay pending
  public record LlamaParseLimits(
      int filesPer5Seconds, int uploadsPer10Seconds, int concurrentJobs) {
    public static final LlamaParseLimits USUAL = new LlamaParseLimits(50, 50, 20);
  }

  /// How long jobs take, in the timeline of the simulator.
  ///
  /// @param pending until a parse job runs, if there is room
  /// @param perPage how long it then takes for each page
  /// @param billed how long after its end its credits are told
  /// @param batchStep how long a batch is validating, finalizing, cancelling
  /// @param perBatchLine how long it is in progress for each of its lines
  public record Jobs(
      Duration pending,
      Duration perPage,
      Duration billed,
      Duration batchStep,
      Duration perBatchLine) {
    public static final Jobs USUAL =
        new Jobs(
            Duration.ofSeconds(1),
            Duration.ofMillis(300),
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofMillis(20));
  }

  /// What an API key may spend. Keys that no purse names may spend what they like.
  public record Purse(Optional<Long> picoUsd, Optional<Long> credits) {}
}
