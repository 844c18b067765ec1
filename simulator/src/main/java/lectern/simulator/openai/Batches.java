package lectern.simulator.openai;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import lectern.simulator.http.Body;
import lectern.simulator.http.Reply;
import lectern.simulator.route.Call;
import lectern.simulator.route.Route;
import lectern.simulator.route.Served;
import lectern.simulator.route.World;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Batches are asked for, listed and cancelled (contract §6). What is wrong with the content of
/// their file shows later: see [BatchRun].
final class Batches {
  /// More than a test needs; those that have ended are kept, as the vendor keeps them.
  static final int MAX_BATCHES = 10_000;

  private static final String WINDOW = "24h";

  private final World world;
  private final FileStore store;
  private final BatchRun.Around around;
  private final Map<String, BatchRun> runs = new ConcurrentHashMap<>();

  /// @param services the endpoints that can be used in batches, by their paths
  /// @param told hears of each batch that has come to its end
  Batches(World world, FileStore store, Map<String, Service> services, Consumer<Batch> told) {
    this.world = world;
    this.store = store;
    this.around =
        new BatchRun.Around(world, store, Map.copyOf(services), new BatchQueue(world), told);
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/v1/batches", "openai.batches.create", this::create),
        new Route("GET", "/v1/batches", "openai.batches.list", this::list),
        new Route("GET", "/v1/batches/{id}", "openai.batches.get", this::get),
        new Route("POST", "/v1/batches/{id}/cancel", "openai.batches.cancel", this::cancel));
  }

  private Served create(Call call) {
    var order = order(call);
    if (runs.size() >= MAX_BATCHES) {
      throw OpenAiError.invalid("Your project has reached its limit of batches.").refusal();
    }
    var run = new BatchRun(around, new Batch(order, world.timeline().now()));
    runs.put(order.id(), run);
    run.begin();
    return answer(run);
  }

  private Batch.Order order(Call call) {
    var wanted =
        new Parameters(
            call.request().body() instanceof Body.Json(var tree)
                ? tree
                : JsonNodeFactory.instance.objectNode(),
            "");
    var input = wanted.requiredText("input_file_id");
    var endpoint = wanted.requiredText("endpoint");
    wanted.oneOf("endpoint", around.services().keySet().stream().sorted().toList());
    wanted.requiredText("completion_window");
    wanted.oneOf("completion_window", List.of(WINDOW));
    BatchInput.check(store, input, call);
    return new Batch.Order(
        "batch_" + call.dice("batch").hex(32),
        endpoint,
        input,
        Parameters.metadata(wanted).orElseGet(JsonNodeFactory.instance::nullNode),
        wanted.object("output_expires_after").map(Batches::outputExpiry),
        call);
  }

  private static Expiry outputExpiry(Parameters expiry) {
    return Expiry.of(
        "output_expires_after",
        expiry.text("anchor"),
        expiry.value("seconds").filter(JsonNode::isIntegralNumber).map(JsonNode::asString));
  }

  private Served list(Call call) {
    var batches =
        runs.values().stream()
            .map(BatchRun::batch)
            .sorted(Comparator.comparing(Batch::createdAt).thenComparing(Batch::id))
            .map(Batch::json)
            .toList();
    return Served.free(Listing.page(call.request().query(), batches, Listing.Order.DESCENDING));
  }

  private Served get(Call call) {
    return answer(run(call));
  }

  private Served cancel(Call call) {
    var run = run(call);
    var status = run.batch().status();
    if (status.isLast() || status == Batch.Status.FINALIZING) {
      throw OpenAiError.invalid("Cannot cancel a batch with status '" + status.word() + "'.")
          .refusal();
    }
    run.cancel();
    return answer(run);
  }

  private BatchRun run(Call call) {
    var id = call.path().getOrDefault("id", "");
    var run = runs.get(id);
    if (run == null) {
      throw NamedErrors.error("no_such_batch", Map.of("id", id)).refusal();
    }
    return run;
  }

  private static Served answer(BatchRun run) {
    return Served.free(Reply.json(200, run.batch().json().toString()));
  }
}
