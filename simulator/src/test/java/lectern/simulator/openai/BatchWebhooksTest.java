package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Mishap;
import lectern.simulator.fault.Match;
import lectern.simulator.fault.Plan;
import lectern.simulator.fault.Rule;
import lectern.simulator.fault.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The end of a batch is told, signed as Standard Webhooks has it.
class BatchWebhooksTest {
  private static final byte[] KEY = "a key of some length".getBytes(StandardCharsets.UTF_8);
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
  private static final Duration DAY = Duration.ofDays(1);

  private final List<Message> received = new CopyOnWriteArrayList<>();
  private HttpServer receiver;

  private record Message(String id, String timestamp, String signature, String body) {}

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          received.add(
              new Message(
                  headers.getFirst("webhook-id"),
                  headers.getFirst("webhook-timestamp"),
                  headers.getFirst("webhook-signature"),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stopListening() {
    receiver.stop(0);
  }

  @Test
  void a_completed_batch_is_told_with_a_signature_that_the_receiver_can_check() throws Exception {
    try (var batching = new Batching(Rig.start())) {
      subscribe(batching);

      var batch = batching.begin(Batching.lines(1));
      batching.after(DAY, batch);

      assertThat(received).hasSize(1);
      var message = received.getFirst();
      var event = Rig.json(message.body());
      assertThat(event.propertyNames())
          .containsExactly("id", "object", "created_at", "type", "data");
      assertThat(event.path("id").asString()).startsWith("evt_");
      assertThat(event.path("type").asString()).isEqualTo("batch.completed");
      assertThat(event.path("data").toString()).isEqualTo("{\"id\":\"" + batch + "\"}");
      assertThat(message.timestamp()).isEqualTo(event.path("created_at").asString());
      assertThat(message.signature()).isEqualTo("v1," + expected(message));
    }
  }

  @Test
  void failed_expired_and_cancelled_batches_are_told_too() throws Exception {
    assertThat(told(new Fault.Fate.Fails("empty_file"))).isEqualTo("batch.failed");
    assertThat(told(new Fault.Fate.Expires())).isEqualTo("batch.expired");
    assertThat(told(new Fault.Fate.Cancelled())).isEqualTo("batch.cancelled");
  }

  private String told(Fault.Fate fate) throws Exception {
    try (var batching = new Batching(Rig.start(Batching.fated(fate)))) {
      subscribe(batching);
      batching.after(DAY.plusHours(1), batching.begin(Batching.lines(2)));
      return Rig.json(received.removeLast().body()).path("type").asString();
    }
  }

  @Test
  void a_webhook_may_be_lost_come_twice_or_lack_its_signature() throws Exception {
    assertThat(received(new Mishap.Lost())).isEmpty();
    assertThat(received(new Mishap.Doubled()))
        .hasSize(2)
        .extracting(Message::id)
        .hasSameSizeAs(List.of(1, 2))
        .containsOnly(received.getFirst().id());
    received.clear();
    assertThat(received(new Mishap.Unsigned()))
        .hasSize(1)
        .extracting(Message::signature)
        .containsOnlyNulls();
  }

  private List<Message> received(Mishap mishap) throws Exception {
    try (var batching = new Batching(Rig.start(befalling(mishap)))) {
      subscribe(batching);
      batching.after(DAY, batching.begin(Batching.lines(1)));
      return List.copyOf(received);
    }
  }

  private static Plan befalling(Mishap mishap) {
    var match = new Match(News.ENDPOINT, "batch.*", Map.of(), Window.ALWAYS, Optional.empty(), 1);
    return new Plan(
        Optional.empty(),
        Optional.empty(),
        Plan.Limits.USUAL,
        Plan.Jobs.USUAL,
        Map.of(),
        List.of(new Rule("mishap", match, List.of(new Fault.Webhook(mishap)))));
  }

  @Test
  void webhooks_go_to_addresses_of_this_machine_only_and_can_be_ended() throws Exception {
    try (var batching = new Batching(Rig.start())) {
      var elsewhere = post(batching, "https://example.com/hook", SECRET);
      var wrongSecret = post(batching, "http://127.0.0.1:1/", "whsec_!");
      subscribe(batching);
      var shown = dashboard(batching, "GET", "");
      dashboard(batching, "DELETE", "");
      batching.after(DAY, batching.begin(Batching.lines(1)));

      assertThat(elsewhere).contains("addresses of this machine only");
      assertThat(wrongSecret).contains("whsec_");
      assertThat(shown).contains("\"url\":\"http://127.0.0.1:").doesNotContain(SECRET);
      assertThat(received).isEmpty();
    }
  }

  private void subscribe(Batching batching) throws Exception {
    var address = receiver.getAddress();
    post(batching, "http://127.0.0.1:" + address.getPort() + "/hook", SECRET);
  }

  private static String post(Batching batching, String url, String secret) throws Exception {
    return dashboard(batching, "POST", "{\"url\":\"%s\",\"secret\":\"%s\"}".formatted(url, secret));
  }

  private static String dashboard(Batching batching, String method, String body) throws Exception {
    var rig = batching.rig();
    return rig.send(
            rig.request("")
                .uri(rig.simulator.llamaParseUrl().resolve(Dashboard.WEBHOOK))
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofString(body)))
        .body();
  }

  private static String expected(Message message) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    var text = message.id() + "." + message.timestamp() + "." + message.body();
    return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
