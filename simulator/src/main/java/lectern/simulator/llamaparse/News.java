package lectern.simulator.llamaparse;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import lectern.simulator.fault.Effects;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Mishap;
import lectern.simulator.fault.Subject;
import lectern.simulator.http.Fields;
import lectern.simulator.llamaparse.Order.Format;
import lectern.simulator.llamaparse.Order.Hook;
import lectern.simulator.route.World;
import lectern.simulator.webhook.Webhook;
import lectern.simulator.webhook.WebhookSender;
import tools.jackson.databind.JsonNode;

/// Tells webhooks what becomes of jobs, as contract section 4 has it. Events keep the vocabulary of
/// v1: a job that is COMPLETED or FAILED is announced as `parse.success` or `parse.error`.
final class News {
  /// The endpoint by which plans name webhooks.
  static final String ENDPOINT = "llamaparse.webhook";

  // "3 attempts, waits 1/2/4 s (max 60 s)"
  private static final WebhookSender.Patience PATIENCE =
      new WebhookSender.Patience(3, Duration.ofSeconds(1), Duration.ofSeconds(60));

  private final World world;
  private final WebhookSender sender;

  News(World world) {
    this.world = world;
    this.sender = new WebhookSender(world.timeline(), PATIENCE);
  }

  /// Sends word of the state the job has come to. Returns at once: it is the timeline that sends.
  void tell(Job job) {
    var event = event(job);
    var hooks = job.order().hooks().events();
    for (var i = 0; i < hooks.size(); i++) {
      var hook = hooks.get(i);
      if (hook.events().map(events -> events.contains(event)).orElse(true)) {
        tell(job, new Telling(event, i, hook));
      }
    }
    job.order()
        .hooks()
        .result()
        .ifPresent(to ->
            job.result().ifPresent(parsed -> tellResult(job, ResultsV1.webhook(job, parsed), to)));
  }

  private record Telling(String event, int index, Hook hook) {}

  private static String event(Job job) {
    return switch (job.state()) {
      case PENDING -> "parse.pending";
      case RUNNING -> "parse.running";
      case FAILED -> "parse.error";
      case CANCELLED -> "parse.cancelled";
      case COMPLETED ->
          job.result().filter(Outcome.Parsed::isPartial).isPresent()
              ? "parse.partial_success"
              : "parse.success";
    };
  }

  private void tell(Job job, Telling telling) {
    var now = world.timeline().now();
    var dice = world.seed().dice("llamaparse.event", job.id(), telling.event());
    var eventId = dice.uuid().toString();
    var content = Json.object();
    content.put("event_id", eventId);
    content.put("event_type", telling.event());
    content.put("timestamp", now.toEpochMilli() / 1000.0);
    content.putObject("data").put("id", dice.uuid().toString()).put("job_id", job.id());
    var body = Json.text(content);
    var encoded =
        telling.hook().format() == Format.STRING ? Json.MAPPER.writeValueAsString(body) : body;
    var headers =
        Fields.of(
            "Content-Type",
            "application/json",
            "User-Agent",
            "llamaindex-webhook-service/1.0",
            "X-Webhook-Event-ID",
            eventId,
            "X-Webhook-Event-Type",
            telling.event());
    var effects =
        effects(telling.event(), job.id() + " " + telling.index(), telling.hook().headers());
    var signed = sign(headers, encoded, telling.hook(), effects);
    sender.send(
        new Webhook(telling.hook().to(), signed.and(telling.hook().headers()), encoded), effects);
  }

  private void tellResult(Job job, JsonNode result, URI to) {
    var headers = Fields.of("Content-Type", "application/json");

    sender.send(
        new Webhook(to, headers, Json.text(result)),
        effects(event(job), job.id() + " result", headers));
  }

  private Effects effects(String event, String fingerprint, Fields headers) {
    var now = world.timeline().now();
    return world.faults().befalling(new Subject(ENDPOINT, event, headers, fingerprint, 1, now));
  }

  private static Fields sign(Fields headers, String body, Hook hook, Effects effects) {
    var unsigned =
        effects.all(Fault.Webhook.class).anyMatch(f -> f.mishap() instanceof Mishap.Unsigned);
    return hook.secret()
        .filter(_ -> !unsigned)
        .map(secret -> headers.with("LC-Signature", "sha256=" + hmac(secret, body)))
        .orElse(headers);
  }

  private static String hmac(String secret, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
