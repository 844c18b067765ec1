package lectern.simulator.openai;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lectern.simulator.bill.Charge;
import lectern.simulator.route.Call;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How far a batch has come, as its owner may see it. Any number of threads may look while one
/// changes it.
///
/// ```text
/// validating ─► failed
///      └─► in_progress ─► finalizing ─► completed
///               │              └─► expired
///               └─► cancelling ─► cancelled
/// ```
final class Batch {
  /// How long a batch has: the only window there is (contract §6).
  static final Duration WINDOW = Duration.ofHours(24);

  private final Order order;
  private final Instant createdAt;
  private final Map<Status, Instant> reached = new EnumMap<>(Status.class);
  private Status status = Status.VALIDATING;
  private List<BatchProblem> problems = List.of();
  private Optional<String> model = Optional.empty();
  private Optional<String> outputFile = Optional.empty();
  private Optional<String> errorFile = Optional.empty();
  private Charge.Tokens used = new Charge.Tokens(0, 0, 0, 0, 0);
  private int total;
  private int completed;
  private int failed;

  /// What was asked for.
  ///
  /// @param metadata as it was sent; null in JSON if nothing was
  /// @param outputExpiry how long what it writes is kept; empty for ever
  /// @param call by which it was asked for
  record Order(
      String id,
      String endpoint,
      String inputFile,
      JsonNode metadata,
      Optional<Expiry> outputExpiry,
      Call call) {}

  /// The vendor's states.
  enum Status {
    VALIDATING,
    FAILED,
    IN_PROGRESS,
    FINALIZING,
    COMPLETED,
    EXPIRED,
    CANCELLING,
    CANCELLED;

    /// Whether nothing comes after it.
    boolean isLast() {
      return this == FAILED || this == COMPLETED || this == EXPIRED || this == CANCELLED;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Batch(Order order, Instant createdAt) {
    this.order = order;
    this.createdAt = createdAt;
  }

  Order order() {
    return order;
  }

  String id() {
    return order.id();
  }

  Instant createdAt() {
    return createdAt;
  }

  /// When its window closes.
  Instant expiresAt() {
    return createdAt.plus(WINDOW);
  }

  synchronized Status status() {
    return status;
  }

  synchronized void reach(Status next, Instant now) {
    status = next;
    reached.put(next, now);
  }

  synchronized void begin(String ofModel, int lines, Instant now) {
    model = Optional.of(ofModel);
    total = lines;
    reach(Status.IN_PROGRESS, now);
  }

  synchronized void fail(List<BatchProblem> why, Instant now) {
    problems = List.copyOf(why);
    reach(Status.FAILED, now);
  }

  /// Counts a line that was answered.
  synchronized void countCompleted(Charge charge) {
    completed++;
    if (charge.measure() instanceof Charge.Tokens more) {
      used =
          new Charge.Tokens(
              used.input() + more.input(),
              used.cached() + more.cached(),
              used.cacheWrite() + more.cacheWrite(),
              used.output() + more.output(),
              used.reasoning() + more.reasoning());
    }
  }

  /// Counts a line that was refused.
  synchronized void countFailed() {
    failed++;
  }

  /// How many lines were tried.
  synchronized int tried() {
    return completed + failed;
  }

  /// What it left behind; both may be empty.
  synchronized void deliver(Optional<String> output, Optional<String> errors) {
    outputFile = output;
    errorFile = errors;
  }

  synchronized ObjectNode json() {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("id", id());
    json.put("object", "batch");
    json.put("endpoint", order.endpoint());
    json.put("model", model.orElse(null));
    json.set("errors", problems());
    json.put("input_file_id", order.inputFile());
    json.put("completion_window", "24h");
    json.put("status", status.word());
    json.put("output_file_id", outputFile.orElse(null));
    json.put("error_file_id", errorFile.orElse(null));
    json.put("created_at", createdAt.getEpochSecond());
    put(json, Status.IN_PROGRESS);
    json.put("expires_at", expiresAt().getEpochSecond());
    List.of(
            Status.FINALIZING,
            Status.COMPLETED,
            Status.FAILED,
            Status.EXPIRED,
            Status.CANCELLING,
            Status.CANCELLED)
        .forEach(step -> put(json, step));
    json.putObject("request_counts")
        .put("total", total)
        .put("completed", completed)
        .put("failed", failed);
    json.set("usage", usage());
    json.set("metadata", order.metadata());
    return json;
  }

  private void put(ObjectNode json, Status step) {
    var at = reached.get(step);
    json.put(step.word() + "_at", at == null ? null : at.getEpochSecond());
  }

  private JsonNode problems() {
    if (problems.isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    var json = JsonNodeFactory.instance.objectNode().put("object", "list");
    var data = json.putArray("data");
    problems.forEach(problem -> data.add(problem.json()));
    return json;
  }

  private ObjectNode usage() {
    var json = JsonNodeFactory.instance.objectNode().put("input_tokens", used.input());
    json.putObject("input_tokens_details").put("cached_tokens", used.cached());
    json.put("output_tokens", used.output());
    json.putObject("output_tokens_details").put("reasoning_tokens", used.reasoning());
    return json.put("total_tokens", used.input() + used.output());
  }
}
