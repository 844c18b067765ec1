package lectern.http;

import static lectern.http.TestServer.LONG;
import static lectern.http.TestServer.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamTest {
  private static final int MANY = 300;

  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

  /// Sends an event, then waits to be interrupted, and tells of its end. Who goes at once may go
  /// while the event is still being sent: then it is the sending that ends.
  private Route waiting() {
    return stream(events -> {
      var end = "ended";
      try {
        events.send("first", "an event");
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        end = Thread.currentThread().isInterrupted() ? "interrupted again" : end;
        throw e;
      } finally {
        ends.add(end);
      }
    });
  }

  private static Route stream(Reply.Script script) {
    return Route.get("/events", Permission.PUBLIC, _ -> new Reply.Stream(script));
  }

  private void assertEnded() throws InterruptedException {
    assertThat(ends.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("ended");
  }

  @Test
  void an_event_leaves_at_once_and_is_never_compressed() throws Exception {
    try (var server = TestServer.of(TestServer.grace(SHORT), waiting());
        var client = server.connect()) {
      client.send("GET /events HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n");

      assertThat(client.until("data: \"an event\"\n\n"))
          .contains("Content-Type: text/event-stream", "Cache-Control: no-store", "event: first")
          .doesNotContain("Content-Encoding");
    }
  }

  @Test
  void a_silent_stream_pings_by_itself_and_is_not_idle() throws Exception {
    var limits = new Limits(1000, 1000, 100, 100, SHORT, SHORT, SHORT, SHORT, SHORT);
    try (var server = TestServer.of(limits, waiting());
        var client = server.connect()) {
      client.get("/events");
      client.until("an event");

      assertThat(client.until(": ping\n\n") + client.until(": ping\n\n")).doesNotContain("event:");
      assertThat(client.until(": ping\n\n")).isNotEmpty();
      assertThat(ends).isEmpty();
    }
  }

  @Test
  void a_script_ends_when_its_reader_goes() throws Exception {
    try (var server = TestServer.of(TestServer.grace(SHORT), waiting())) {
      try (var client = server.connect()) {
        client.get("/events");
        client.until("an event");
      }

      assertEnded();
    }
  }

  @Test
  void a_script_that_writes_on_ends_when_its_reader_goes() throws Exception {
    var route =
        stream(events -> {
          try {
            while (true) {
              events.send("more", "a".repeat(1000));
            }
          } finally {
            ends.add("ended");
          }
        });
    try (var server = TestServer.of(TestServer.grace(SHORT), route)) {
      try (var client = server.connect()) {
        client.get("/events");
        client.until("more");
      }

      assertEnded();
    }
  }

  @Test
  void what_goes_wrong_in_a_stream_is_its_last_event() throws Exception {
    var route =
        stream(events -> {
          events.send("first", 1);
          throw new Problem(ProblemType.CONFLICT, "too late").with("status", 200);
        });
    try (var server = TestServer.of(TestServer.ROOMY, route);
        var client = server.connect()) {
      client.get("/events");

      assertThat(client.rest())
          .contains("event: error\n", "\"type\":\"/problems/conflict\"", "\"status\":409")
          .endsWith("0\r\n\r\n");
    }
  }

  @Test
  void there_are_only_so_many_streams() throws Exception {
    var limits = new Limits(1000, 1000, 100, 1, LONG, LONG, LONG, SHORT, LONG);
    try (var server = TestServer.of(limits, waiting());
        var first = server.connect();
        var second = server.connect()) {
      first.get("/events");
      first.until("an event");

      second.get("/events");

      assertThat(second.until("too-busy")).startsWith("HTTP/1.1 503 ").contains("Retry-After: 21");
      first.socket.close();
      assertEnded();
      while (!server.served.stream().anyMatch(request -> request.status() == 200)) {
        Thread.onSpinWait();
      }
      second.get("/events");
      assertThat(second.until("an event")).contains("HTTP/1.1 200 ");
    }
  }

  @Test
  void many_idle_streams_are_open_at_once_and_all_end_when_the_server_stops() throws Exception {
    var limits = new Limits(1000, 1000, MANY, MANY, LONG, LONG, LONG, LONG, LONG);
    var clients = new ArrayList<RawClient>();
    try (var server = TestServer.of(limits, waiting())) {
      for (int i = 0; i < MANY; i++) {
        var client = server.connect();
        clients.add(client);
        client.get("/events");
      }
      for (var client : clients) {
        client.until("an event");
      }
    }

    for (var client : clients) {
      assertThat(client.rest()).doesNotContain("0\r\n\r\n");
      client.close();
      assertEnded();
    }
  }

  @Test
  void asking_for_the_head_of_a_stream_plays_nothing() throws Exception {
    try (var server = TestServer.of(TestServer.ROOMY, waiting())) {
      var answer = server.answerTo("HEAD /events HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
      assertThat(ends).isEmpty();
    }
  }
}
