package lectern.gateway.llamaparse;

import java.util.Optional;
import lectern.gateway.CallError;

/// A parse job, as LlamaParse tells it.
///
/// @param status `PENDING`, `RUNNING`, `COMPLETED`, `FAILED`, `CANCELLED`, or one that is new
/// @param message why it failed; empty when it did not, or nothing is told
/// @param intent what it was asked for with, see {@link Upload}; empty for others' jobs
public record ParseJob(String id, String status, String message, Optional<String> intent) {

  /// Where a job is.
  public enum Phase {
    GOING_ON,
    COMPLETED,
    /// Failed or cancelled.
    FAILED
  }

  /// What it means that it has failed.
  public CallError error() {
    return LlamaParseErrors.job(status, message);
  }

  public Phase phase() {
    return switch (status) {
      case "COMPLETED" -> Phase.COMPLETED;
      case "FAILED", "CANCELLED" -> Phase.FAILED;
      default -> Phase.GOING_ON; // words we do not know are not the end either
    };
  }
}
