package lectern.simulator.openai;

import java.time.Duration;
import java.util.Optional;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Mishap;
import lectern.simulator.fault.Subject;
import lectern.simulator.http.Fields;
import lectern.simulator.route.World;
import lectern.simulator.webhook.Webhook;
import lectern.simulator.webhook.WebhookSender;
import tools.jackson.databind.node.JsonNodeFactory;

/// Tells a webhook which batches have ended (contract §6), if anybody wants to know. Any number of
/// threads may use it.
///
/// A signature is good for five minutes (contract §6). So nothing is sent again later than that,
/// though the vendor tries for three days; and one that a plan delays for longer is refused by
/// whoever checks it.
final class News {
  /// The endpoint by which plans name webhooks.
  static final String ENDPOINT = "openai.webhook";

  // waits of 5, 10, 20, 40 and 80 seconds: the last attempt is within the five minutes
  private static final WebhookSender.Patience PATIENCE =
      new WebhookSender.Patience(6, Duration.ofSeconds(5), Duration.ofSeconds(80));

  private final World world;
  private final WebhookSender sender;
  private volatile Optional<Receiver> receiver = Optional.empty();

  News(World world) {
    this.world = world;
    this.sender = new WebhookSender(world.timeline(), PATIENCE);
  }

  /// From now on tells that receiver, or nobody.
  void tellTo(Optional<Receiver> other) {
    receiver = other;
  }

  /// Who is told.
  Optional<Receiver> receiver() {
    return receiver;
  }

  /// Sends word of the state the batch has come to.
  void tell(Batch batch) {
    receiver.ifPresent(to -> tell(batch, "batch." + batch.status().word(), to));
  }

  private void tell(Batch batch, String event, Receiver to) {
    var now = world.timeline().now();
    var dice = world.seed().dice(ENDPOINT, batch.id(), event);
    var content = JsonNodeFactory.instance.objectNode();
    content.put("id", "evt_" + dice.hex(32));
    content.put("object", "event");
    content.put("created_at", now.getEpochSecond());
    content.put("type", event);
    content.putObject("data").put("id", batch.id());
    var id = "wh_" + dice.hex(32);
    var body = content.toString();
    var headers =
        Fields.of(
            "Content-Type",
            "application/json",
            "User-Agent",
            "OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)");
    var effects =
        world
            .faults()
            .befalling(new Subject(ENDPOINT, event, headers, batch.id() + " " + event, 1, now));
    var unsigned =
        effects.all(Fault.Webhook.class).anyMatch(f -> f.mishap() instanceof Mishap.Unsigned);
    var stamped = headers.and(to.stamp(id, now, body));
    sender.send(
        new Webhook(to.url(), unsigned ? stamped.without(Receiver.SIGNATURE) : stamped, body),
        effects);
  }
}
