package lectern.simulator;

import static lectern.simulator.Visitor.chat;
import static lectern.simulator.Visitor.streamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Fires each plan that docs/simulator.md shows: what a client sees of it.
class WorkedPlansTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }

  @Test
  void outage() throws Exception {
    try (var visitor = new Visitor("outage.yaml")) {
      assertThat(visitor.ask(chat("a")).statusCode()).isEqualTo(200);

      visitor.time.advance(seconds(10));
      var down = visitor.ask(chat("b"));

      assertThat(down.statusCode()).isEqualTo(503);
      assertThat(down.body()).contains("server_is_overloaded");
      assertThat(down.headers().firstValue("retry-after")).contains("5");
      assertThat(visitor.look("/api/v2/parse").statusCode()).isEqualTo(200);
      visitor.time.advance(seconds(60));
      assertThat(visitor.ask(chat("b")).statusCode()).isEqualTo(200);
      assertThat(visitor.simulator.bill().count()).isEqualTo(2);
    }
  }

  @Test
  void flapping() throws Exception {
    try (var visitor = new Visitor("flapping.yaml")) {
      visitor.ask(chat("a"));
      for (var round = 0; round < 2; round++) {
        visitor.time.advance(seconds(5));
        assertThatThrownBy(() -> visitor.ask(chat("b"))).isInstanceOf(IOException.class);
        visitor.time.advance(seconds(5));
        assertThat(visitor.ask(chat("b")).statusCode()).isEqualTo(200);
        visitor.time.advance(seconds(20));
      }

      assertThat(visitor.simulator.bill().count()).isEqualTo(3);
    }
  }

  @Test
  void rate_limits() throws Exception {
    try (var visitor = new Visitor("rate-limits.yaml")) {
      assertThat(admitted(visitor)).isEqualTo(6);
      assertThat(visitor.ask(chat("a")).headers().firstValue("retry-after")).contains("10");

      visitor.time.advance(seconds(120));

      assertThat(admitted(visitor)).isEqualTo(3);
      visitor.time.advance(seconds(120));
      var large = visitor.ask(chat("a").replace("200", "7000"));
      assertThat(large.statusCode()).isEqualTo(429);
      assertThat(large.body()).contains("Request too large for gpt-4o-mini");
      assertThat(large.headers().firstValue("retry-after")).isEmpty();
    }
  }

  /// How many requests get through before one does not.
  private static int admitted(Visitor visitor) throws Exception {
    var count = 0;
    while (visitor.ask(chat("a")).statusCode() == 200) {
      count++;
    }
    return count;
  }

  @Test
  void bad_advice() throws Exception {
    try (var visitor = new Visitor("bad-advice.yaml")) {
      var answers = new ArrayList<HttpResponse<String>>();
      for (var i = 0; i < 6; i++) {
        answers.add(visitor.ask(chat("a")));
      }

      assertThat(answers)
          .extracting(HttpResponse::statusCode)
          .containsExactly(503, 503, 503, 503, 400, 200);
      assertThat(header(answers.get(0), "retry-after")).containsExactly("3600");
      assertThat(header(answers.get(1), "retry-after"))
          .containsExactly("Thu, 01 Jan 2026 00:00:30 GMT");
      assertThat(header(answers.get(2), "retry-after")).isEmpty();
      assertThat(header(answers.get(2), "retry-after-ms")).containsExactly("25");
      assertThat(header(answers.get(3), "x-should-retry")).containsExactly("false");
      assertThat(header(answers.get(4), "x-should-retry")).containsExactly("true");
      assertThat(header(answers.get(5), "x-ratelimit-limit-requests")).isEmpty();
      assertThat(header(answers.get(5), "server")).containsExactly("a-proxy");
    }
  }

  private static List<String> header(HttpResponse<String> answer, String name) {
    return answer.headers().allValues(name);
  }

  @Test
  void broken_streams() throws Exception {
    try (var visitor = new Visitor("broken-streams.yaml")) {
      var ask = streamed("Please tell me exactly 40 tokens");
      assertThat(visitor.ask(ask).body()).doesNotContain("\"stop\"", "[DONE]");
      assertThat(visitor.ask(ask).body()).contains("\"stop\"").doesNotContain("[DONE]");
      assertThatThrownBy(() -> visitor.ask(ask)).isInstanceOf(IOException.class);
      assertThat(unreadable(visitor.ask(ask).body())).hasSize(1);
      assertThat(visitor.ask(ask).body()).contains("{\"error\":{\"message\":\"The server had");
      assertThat(visitor.ask(ask).body()).contains("\"error\":null").contains("[DONE]");

      var silent = visitor.begin(ask);
      visitor.time.awaitWaiting(1);
      visitor.time.advance(seconds(19));
      visitor.time.awaitWaiting(1);
      visitor.time.advance(seconds(1));

      assertThat(silent.get().body()).contains("\"stop\"").contains("[DONE]");
      assertThat(visitor.simulator.bill().count()).isEqualTo(7);
    }
  }

  /// The data of events that are no JSON.
  private static List<String> unreadable(String events) {
    return events
        .lines()
        .filter(line -> line.startsWith("data: ") && !line.equals("data: [DONE]"))
        .map(line -> line.substring("data: ".length()))
        .filter(data -> !isJson(data))
        .toList();
  }

  private static boolean isJson(String data) {
    try {
      JSON.readTree(data);
      return true;
    } catch (JacksonException e) {
      return false;
    }
  }

  @Test
  void lost_answers() throws Exception {
    try (var visitor = new Visitor("lost-answers.yaml")) {
      visitor.ask(chat("a"));
      visitor.ask(chat("b"));
      assertThatThrownBy(() -> visitor.ask(chat("c"))).isInstanceOf(IOException.class);

      assertThat(visitor.ask(chat("c")).statusCode()).isEqualTo(200);

      assertThat(visitor.simulator.bill().count()).isEqualTo(4);
      assertThat(visitor.simulator.bill().duplicates())
          .singleElement()
          .satisfies(duplicate -> assertThat(duplicate.times()).isEqualTo(2));
    }
  }

  @Test
  void slow_day() throws Exception {
    try (var visitor = new Visitor("slow-day.yaml")) {
      var answer = visitor.begin(chat("Please tell me exactly 100 tokens"));
      visitor.time.awaitWaiting(1);
      visitor.time.advance(seconds(5));

      assertThat(answer.isDone()).isFalse();
      visitor.time.awaitWaiting(1);
      visitor.time.advance(seconds(600));

      assertThat(answer.get().statusCode()).isEqualTo(200);
      var processing = answer.get().headers().firstValueAsLong("openai-processing-ms");
      assertThat(processing.orElseThrow()).isBetween(5_000L, 600_000L);
    }
  }

  @Test
  void out_of_money() throws Exception {
    try (var visitor = new Visitor("out-of-money.yaml")) {
      var last = visitor.ask("sk-poor", chat("a"));
      assertThat(last.statusCode()).isEqualTo(200);
      for (var i = 0; i < 100 && last.statusCode() == 200; i++) {
        last = visitor.ask("sk-poor", chat("a"));
      }

      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(last.body()).contains("\"type\":\"insufficient_quota\"");
      assertThat(visitor.ask("sk-rich", chat("a")).statusCode()).isEqualTo(200);
      for (var page : List.of("one", "two", "three")) {
        assertThat(visitor.parse("llx-poor", page, "").statusCode()).isEqualTo(200);
        visitor.time.advance(seconds(60));
      }
      assertThat(visitor.parse("llx-poor", "four", "").statusCode()).isEqualTo(402);
    }
  }

  @Test
  void flaky_proxy() throws Exception {
    try (var visitor = new Visitor("flaky-proxy.yaml")) {
      var pages = new HashSet<String>();
      var unanswered = 0;
      for (var i = 0; i < 200 && (pages.isEmpty() || unanswered == 0); i++) {
        try {
          var answer = visitor.ask(chat("question " + i), Duration.ofSeconds(1));
          if (answer.statusCode() != 200) {
            pages.add(answer.statusCode() + " " + header(answer, "content-type"));
          }
        } catch (HttpTimeoutException _) {
          unanswered++;
        }
      }

      assertThat(pages).containsExactly("502 [text/html]");
      assertThat(unanswered).isPositive();
    }
  }

  @Test
  void unlucky_jobs() throws Exception {
    var heard = Collections.synchronizedList(new ArrayList<JsonNode>());
    var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          heard.add(
              JSON.readTree(
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try (var visitor = new Visitor("unlucky-jobs.yaml")) {
      var hook =
          """
          , "webhook_configurations": [{"webhook_url": "http://127.0.0.1:%d/",
          "webhook_events": ["parse.success", "parse.partial_success", "parse.error"],
          "webhook_output_format": "json"}],
          "processing_control":
          {"job_failure_conditions": {"allowed_page_failure_ratio": 1}}
          """
              .formatted(receiver.getAddress().getPort());
      var ids = new ArrayList<String>();
      for (var page : List.of("one", "two", "three", "four")) {
        ids.add(JSON.readTree(visitor.parse("llx-test", page, hook).body()).get("id").asString());
      }
      visitor.time.advance(seconds(60));

      assertThat(statuses(visitor, ids))
          .containsExactly("RUNNING", "COMPLETED", "FAILED", "COMPLETED");
      var second = visitor.look("/api/v2/parse/" + ids.get(1) + "?expand=markdown").body();
      assertThat(second).contains("\"success\":false");
      assertThat(events(heard)).containsExactly("parse.success", "parse.success");
      assertThat(heard.get(0)).isEqualTo(heard.get(1));
      visitor.time.advance(Duration.ofMinutes(10));
      assertThat(events(heard)).containsExactly("parse.success", "parse.success", "parse.error");
    } finally {
      receiver.stop(0);
    }
  }

  private static List<String> statuses(Visitor visitor, List<String> jobs) throws Exception {
    var statuses = new ArrayList<String>();
    for (var job : jobs) {
      var answer = JSON.readTree(visitor.look("/api/v2/parse/" + job).body());
      statuses.add(answer.get("job").get("status").asString());
    }
    return statuses;
  }

  private static List<String> events(List<JsonNode> heard) {
    return heard.stream().map(event -> event.get("event_type").asString()).toList();
  }
}
