package lectern.simulator.openai;

import java.util.Map;
import lectern.simulator.bill.Bill;
import lectern.simulator.bill.Charge;
import lectern.simulator.bill.Entry;
import lectern.simulator.chance.Seed;
import lectern.simulator.fault.Effects;
import lectern.simulator.http.Body;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Query;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;
import lectern.simulator.http.Request;
import lectern.simulator.route.Call;
import lectern.simulator.route.Served;
import lectern.simulator.route.World;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tries the lines of a batch: each is served as a request of its own, at half the price, and
/// stands on the bill by itself.
final class BatchTrial {
  static final String ENDPOINT = "openai.batches.line";

  private static final JsonMapper JSON = new JsonMapper();

  private final World world;
  private final Service service;
  private final Batch batch;

  BatchTrial(World world, Service service, Batch batch) {
    this.world = world;
    this.service = service;
    this.batch = batch;
  }

  /// The id of the line's request, tried or not.
  String id(BatchLine line) {
    return "batch_req_" + seed(line).dice("id").hex(32);
  }

  /// Tries a line. When this returns, it is counted and on the bill.
  BatchResults.Tried of(BatchLine line) throws InterruptedException {
    var call = call(line);
    try {
      var served = answered(call);
      served.charge().ifPresent(charge -> bill(line, call, charge));
      return tried(line, call, served.reply());
    } catch (Refusal refusal) {
      batch.countFailed();
      return tried(line, call, refusal.reply());
    }
  }

  private Served answered(Call call) throws InterruptedException {
    if (call.request().body() instanceof Body.Json(var tree)
        && tree.path("stream").asBoolean(false)) {
      throw OpenAiError.invalid("Streaming is not supported in the Batch API.")
          .param("stream")
          .code("unsupported_value")
          .refusal();
    }
    return service.serve(call, Terms.BATCH);
  }

  private void bill(BatchLine line, Call call, Charge charge) {
    var request = call.request();
    world
        .bill()
        .accept(
            new Entry(
                id(line),
                request.receivedAt(),
                ENDPOINT,
                call.account().masked(),
                charge,
                request.fingerprint(),
                request.occurrence()));
    world.bill().note(id(line), Bill.Outcome.DELIVERED);
    batch.countCompleted(charge);
  }

  private BatchResults.Tried tried(BatchLine line, Call call, Reply reply) {
    var body = reply instanceof Reply.Whole whole ? JSON.readTree(whole.body()) : JSON.nullNode();
    return new BatchResults.Tried(id(line), line.customId(), call.id(), reply.status(), body);
  }

  private Call call(BatchLine line) {
    var order = batch.order();
    JsonNode body = JSON.readTree(line.body());
    var fingerprint = Organization.digest("POST " + order.endpoint() + "?\n" + line.body());
    var request =
        new Request(
            "POST",
            order.endpoint(),
            Query.of(""),
            Fields.NONE,
            new Body.Json(body),
            fingerprint,
            world.bill().occurrences(fingerprint) + 1,
            world.timeline().now());
    var seed = seed(line);
    var id = "req_" + seed.dice("request").hex(32);
    return new Call(request, id, Map.of(), order.call().account(), Effects.NONE, seed);
  }

  /// Each line has a chance of its own, so that two with one body have answers with ids of their
  /// own.
  private Seed seed(BatchLine line) {
    var digits =
        world.seed().dice("batch line", batch.id(), Integer.toString(line.number())).hex(16);
    return new Seed(Long.parseUnsignedLong(digits, 16));
  }
}
