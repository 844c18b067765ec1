package lectern.simulator.llamaparse;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Writes jobs as v2 shows them.
final class JobJson {
  private JobJson() {}

  /// Whether to tell what the job cost.
  sealed interface Usage {
    /// No.
    Usage HIDDEN = new Hidden();

    record Hidden() implements Usage {}

    /// As far as it is known at that time.
    record At(Instant now) implements Usage {}
  }

  static ObjectNode of(Job job, Usage usage) {
    var node = Json.object();
    node.put("id", job.id());
    node.put("project_id", job.ticket().project().id());
    node.put("status", job.state().name());
    node.put("created_at", job.times().created().toString());
    node.put("updated_at", job.times().updated().toString());
    node.put("error_message", job.failure().map(JobJson::message).orElse(null));
    node.putNull("name");
    node.put("tier", job.order().tier());
    credits(job, usage)
        .ifPresentOrElse(
            credits -> node.putObject("usage").put("credits", credits),
            () -> node.putNull("usage"));
    var metadata = job.order().userMetadata();
    node.set("user_metadata", metadata.isObject() ? metadata : node.nullNode());
    return node;
  }

  /// "v2 has no error_code, only error_message (code text is embedded in it)" (contract, 2.4).
  private static String message(Outcome.Failed failure) {
    return failure.code() + ": " + failure.message();
  }

  private static Optional<Long> credits(Job job, Usage usage) {
    return switch (usage) {
      case Usage.Hidden _ -> Optional.empty();
      case Usage.At(var now) -> job.credits(now);
    };
  }
}
