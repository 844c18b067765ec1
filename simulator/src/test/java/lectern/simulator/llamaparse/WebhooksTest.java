package lectern.simulator.llamaparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Fate;
import lectern.simulator.fault.Fault.Mishap;
import lectern.simulator.llamaparse.Receiver.Message;
import org.junit.jupiter.api.Test;

class WebhooksTest {
  private static final String SUCCESS = "\"webhook_events\": [\"parse.success\"]";
  private static final String CONFIGS = "/api/v1/beta/webhook-configs";

  private static String configuration(Receiver receiver, String more) {
    return """
    {"tier": "agentic", "version": "latest",
     "webhook_configurations": [{"webhook_url": "%s", %s}]}
    """
        .formatted(receiver.url(), more);
  }

  private static List<String> events(Receiver receiver) {
    return receiver.messages().stream()
        .map(message -> message.header("X-Webhook-Event-Type"))
        .toList();
  }

  @Test
  void the_default_format_is_json_in_a_json_string() throws Exception {
    try (var rig = Rig.start();
        var receiver = new Receiver()) {
      var id = rig.job(configuration(receiver, SUCCESS), Pdf.pages(1));
      rig.pass(10);

      var message = receiver.messages().getFirst();
      var once = Rig.json(message.body());
      var twice = Rig.json(once.asString());

      assertThat(once.isString()).isTrue();
      assertThat(twice.path("event_type").asString()).isEqualTo("parse.success");
      assertThat(twice.path("data").path("job_id").asString()).isEqualTo(id);
      assertThat(twice.path("timestamp").isDouble()).isTrue();
      assertThat(message.header("User-Agent")).isEqualTo("llamaindex-webhook-service/1.0");
      assertThat(message.header("Content-Type")).isEqualTo("application/json");
      assertThat(message.header("X-Webhook-Event-ID")).isEqualTo(twice.path("event_id").asString());
      assertThat(message.header("LC-Signature")).isEmpty();
    }
  }

  @Test
  void json_may_be_asked_for() throws Exception {
    try (var rig = Rig.start();
        var receiver = new Receiver()) {
      rig.parse(
          configuration(receiver, SUCCESS + ", \"webhook_output_format\": \"json\""), Pdf.pages(1));
      rig.pass(10);

      assertThat(Rig.json(receiver.messages().getFirst().body()).isObject()).isTrue();
    }
  }

  @Test
  void events_keep_the_vocabulary_of_v1() throws Exception {
    try (var rig = Rig.start();
        var receiver = new Receiver()) {
      rig.parse(configuration(receiver, "\"webhook_events\": null"), Pdf.pages(1));
      rig.parse(configuration(receiver, "\"webhook_events\": null"), Pdf.locked());
      rig.pass(10);

      assertThat(events(receiver))
          .contains("parse.pending", "parse.running", "parse.success", "parse.error");
    }
  }

  @Test
  void a_completed_job_with_failed_pages_is_announced_as_a_partial_success() throws Exception {
    try (var rig = Rig.start(Rig.fate(new Fate.PagesFail(List.of(1))));
        var receiver = new Receiver()) {
      var tolerant =
          """
          {"tier": "agentic", "version": "latest",
           "processing_control":
             {"job_failure_conditions": {"allowed_page_failure_ratio": 1}},
           "webhook_configurations": [{"webhook_url": "%s"}]}
          """
              .formatted(receiver.url());

      rig.parse(tolerant, Pdf.pages(2));
      rig.pass(10);

      assertThat(events(receiver))
          .containsExactly("parse.pending", "parse.running", "parse.partial_success");
    }
  }

  @Test
  void the_signature_is_over_the_raw_body() throws Exception {
    try (var rig = Rig.start();
        var receiver = new Receiver()) {
      rig.parse(
          configuration(receiver, SUCCESS + ", \"webhook_signing_secret\": \"s3cret\""),
          Pdf.pages(1));
      rig.pass(10);

      var message = receiver.messages().getFirst();

      assertThat(message.header("LC-Signature")).isEqualTo("sha256=" + hmac(message.body()));
    }
  }

  private static String hmac(String body) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void headers_of_the_configuration_are_sent_along() throws Exception {
    try (var rig = Rig.start();
        var receiver = new Receiver()) {
      rig.parse(
          configuration(receiver, SUCCESS + ", \"webhook_headers\": {\"X-Mine\": \"yes\"}"),
          Pdf.pages(1));
      rig.pass(10);

      assertThat(receiver.messages().getFirst().header("X-Mine")).isEqualTo("yes");
    }
  }

  @Test
  void a_webhook_nobody_takes_comes_again_after_one_and_two_seconds() throws Exception {
    try (var rig = Rig.start();
        var receiver = new Receiver(500, 302, 503)) {
      rig.parse(configuration(receiver, "\"webhook_events\": [\"parse.pending\"]"), Pdf.pages(1));

      rig.pass(0);
      var atOnce = receiver.messages().size();
      rig.pass(1);
      var later = receiver.messages().size();
      rig.pass(2);
      var last = receiver.messages().size();
      rig.pass(100);

      assertThat(List.of(atOnce, later, last)).containsExactly(1, 2, 3);
      assertThat(receiver.messages()).hasSize(3);
      assertThat(receiver.messages().stream().map(Message::body).distinct()).hasSize(1);
    }
  }

  @Test
  void a_webhook_may_get_lost() throws Exception {
    assertThat(sent(new Mishap.Lost(), 100)).isEmpty();
  }

  @Test
  void a_webhook_may_come_twice_with_one_id() throws Exception {
    var messages = sent(new Mishap.Doubled(), 100);

    assertThat(messages).hasSize(2);
    assertThat(messages.getFirst().header("X-Webhook-Event-ID"))
        .isEqualTo(messages.getLast().header("X-Webhook-Event-ID"));
  }

  @Test
  void a_webhook_may_come_late() throws Exception {
    var late = new Mishap.Late(Duration.ofMinutes(1));

    assertThat(sent(late, 30)).isEmpty();
    assertThat(sent(late, 100)).hasSize(1);
  }

  @Test
  void a_webhook_may_come_unsigned() throws Exception {
    assertThat(sent(new Mishap.Unsigned(), 100).getFirst().header("LC-Signature")).isEmpty();
  }

  private static List<Message> sent(Mishap mishap, int seconds) throws Exception {
    var plan = Rig.faults(Rig.endpoint("llamaparse.webhook"), new Fault.Webhook(mishap));
    try (var rig = Rig.start(plan);
        var receiver = new Receiver()) {
      rig.parse(
          configuration(receiver, SUCCESS + ", \"webhook_signing_secret\": \"s3cret\""),
          Pdf.pages(1));
      rig.pass(seconds);
      return receiver.messages();
    }
  }

  @Test
  void a_saved_configuration_is_used_by_its_id_and_keeps_its_secret() throws Exception {
    try (var rig = Rig.start();
        var receiver = new Receiver()) {
      var saved =
          rig.post(
              CONFIGS,
              "{\"webhook_url\": \"%s\", \"webhook_signing_secret\": \"s3cret\"}"
                  .formatted(receiver.url()));
      var id = Rig.json(saved).path("id").asString();

      rig.parse(
          "{\"tier\": \"fast\", \"version\": \"latest\", \"webhook_configuration_ids\": [\"%s\"]}"
              .formatted(id),
          Pdf.pages(1));
      rig.pass(10);

      assertThat(saved.statusCode()).isEqualTo(201);
      assertThat(Rig.json(saved).path("has_secret").asBoolean()).isTrue();
      assertThat(rig.get(CONFIGS + "/" + id).body()).doesNotContain("s3cret");
      assertThat(receiver.messages()).hasSize(3);
      assertThat(receiver.messages().getFirst().header("LC-Signature")).startsWith("sha256=");
      assertThat(rig.delete(CONFIGS + "/" + id).statusCode()).isEqualTo(204);
      assertThat(rig.get(CONFIGS + "/" + id).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void webhooks_go_to_this_machine_only() throws Exception {
    try (var rig = Rig.start()) {
      var refused = rig.post(CONFIGS, "{\"webhook_url\": \"https://hooks.example.com/parse\"}");

      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("this machine only");
    }
  }

  @Test
  void the_webhook_url_of_v1_gets_the_result_itself_and_no_job_id() throws Exception {
    try (var rig = Rig.start();
        var receiver = new Receiver()) {
      var created =
          rig.upload("/api/v1/parsing/upload", Pdf.pages(1), "webhook_url", receiver.url());
      rig.pass(10);

      var id = Rig.json(created).path("id").asString();
      var body = receiver.messages().getFirst().body();

      assertThat(receiver.messages()).hasSize(1);
      assertThat(Rig.json(body).path("md").asString()).startsWith("# Page 1");
      assertThat(Rig.json(body).path("json").path(0).path("page").asInt()).isEqualTo(1);
      assertThat(body).doesNotContain(id);
    }
  }
}
