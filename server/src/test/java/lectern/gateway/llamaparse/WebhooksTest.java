package lectern.gateway.llamaparse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import lectern.gateway.llamaparse.Webhooks.Receipt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class WebhooksTest {
  private static final String NEWS =
      """
      {"event_id": "e1", "event_type": "parse.success", "data": {"job_id": "pjb-1"}}\
      """;

  private final Webhooks webhooks =
      new Webhooks(URI.create("https://lectern.example/"), new Random(7));
  private final String path =
      webhooks
          .target()
          .url()
          .substring("https://lectern.example".length() + Webhooks.PATH.length());

  @Test
  void it_is_reached_under_the_address_that_is_set() {
    assertThat(webhooks.target().url()).startsWith("https://lectern.example/api/v1/webhooks/");
  }

  @Test
  void news_wakes_who_waits_for_its_job() throws Exception {
    var waiting = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiter =
          threads.submit(() -> {
            webhooks.await("pjb-1", Duration.ZERO); // from now on its job is known
            waiting.countDown();
            webhooks.await("pjb-1", Duration.ofHours(1));
            return "woken";
          });
      waiting.await();

      assertThat(take(NEWS, signature(NEWS))).isEqualTo(Receipt.TAKEN);

      assertThat(waiter.get()).isEqualTo("woken");
    }
  }

  @Test
  void news_that_comes_twice_is_taken_once() throws Exception {
    take(NEWS, signature(NEWS));

    assertThat(take(NEWS, signature(NEWS))).isEqualTo(Receipt.KNOWN);
  }

  @Test
  void json_within_a_string_is_understood() throws Exception {
    var doubled = JsonMapper.shared().writeValueAsString(NEWS);

    assertThat(take(doubled, signature(doubled))).isEqualTo(Receipt.TAKEN);
  }

  @Test
  void unsigned_and_wrongly_signed_news_is_refused() throws Exception {
    assertThat(take(NEWS, Optional.empty())).isEqualTo(Receipt.REFUSED);
    assertThat(take(NEWS, signature(NEWS + " "))).isEqualTo(Receipt.REFUSED);
  }

  @Test
  void news_to_another_path_is_refused() throws Exception {
    assertThat(webhooks.take("elsewhere", signature(NEWS), NEWS.getBytes(UTF_8)))
        .isEqualTo(Receipt.REFUSED);
  }

  @Test
  void what_is_signed_and_no_news_is_refused() throws Exception {
    assertThat(take("[]", signature("[]"))).isEqualTo(Receipt.REFUSED);
    assertThat(take("{", signature("{"))).isEqualTo(Receipt.REFUSED);
  }

  private Receipt take(String body, Optional<String> signature) {
    return webhooks.take(path, signature, body.getBytes(UTF_8));
  }

  private Optional<String> signature(String body) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(webhooks.target().secret().getBytes(UTF_8), "HmacSHA256"));
    return Optional.of("sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8))));
  }
}
