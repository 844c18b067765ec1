package lectern.http;

import static lectern.http.TestServer.LONG;
import static lectern.http.TestServer.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowClientTest {
  private static final int MANY_BYTES = 50_000_000;

  @Test
  void headers_that_trickle_are_cut_off_in_the_end() throws Exception {
    try (var server = TestServer.of(TestServer.headerTime(SHORT), TestServer.hello());
        var client = server.connect()) {
      client.send("GET /hello HTTP/1.1\r\n");

      assertThatThrownBy(() -> trickle(client, "X-A: b\r\n")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void headers_that_stop_are_cut_off() throws Exception {
    try (var server = TestServer.of(TestServer.headerTime(SHORT), TestServer.hello());
        var client = server.connect()) {
      client.send("GET /hel");

      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void a_body_that_trickles_is_cut_off_in_the_end() throws Exception {
    try (var server = TestServer.of(TestServer.bodyTime(SHORT), TestServer.length());
        var client = server.connect()) {
      client.send("POST /length HTTP/1.1\r\nHost: h\r\nContent-Length: 90000\r\n\r\n");

      assertThatThrownBy(() -> trickle(client, "a")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_body_that_stops_is_cut_off() throws Exception {
    try (var server = TestServer.of(TestServer.bodyTime(SHORT), TestServer.length());
        var client = server.connect()) {
      client.send("POST /length HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");

      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void a_slow_body_that_keeps_moving_takes_as_long_as_it_needs() throws Exception {
    try (var server = TestServer.of(TestServer.bodyTime(SHORT), TestServer.length());
        var client = server.connect()) {
      client.send("POST /length HTTP/1.1\r\nHost: h\r\nContent-Length: 40000\r\n\r\n");

      for (int i = 0; i < 10; i++) {
        client.send("a".repeat(4000)); // at 1 KB/s, each is worth four seconds
        assertThat(new CountDownLatch(1).await(30, TimeUnit.MILLISECONDS)).isFalse();
      }

      assertThat(client.until("40000")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void a_connection_without_a_request_is_closed_when_idle() throws Exception {
    try (var server = TestServer.of(TestServer.idleTime(SHORT), TestServer.hello());
        var client = server.connect()) {
      client.get("/hello");
      client.until("\"hello\"");

      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void a_reader_that_stops_reading_holds_no_thread_for_ever() throws Exception {
    var huge = Bytes.of(new byte[MANY_BYTES]);
    var route =
        Route.get(
            "/huge", Permission.PUBLIC, _ -> new Reply.Content(200, "image/png", huge, Map.of()));
    try (var server = TestServer.of(TestServer.idleTime(SHORT), route);
        var client = server.connect()) {
      client.get("/huge");
      client.until("\r\n\r\n");
      while (server.served.isEmpty()) {
        Thread.onSpinWait();
      }

      assertThat(server.served.getFirst().sentBytes()).isLessThan(MANY_BYTES);
      assertThat(client.restBytes().length).isLessThan(MANY_BYTES);
    }
  }

  @Test
  void connections_over_the_limit_wait_until_others_have_gone() throws Exception {
    var limits = new Limits(1000, 1000, 2, 100, LONG, LONG, SHORT, LONG, LONG);
    try (var server = TestServer.of(limits, TestServer.hello());
        var first = server.connect();
        var second = server.connect();
        var third = server.connect()) {
      third.get("/hello");

      assertThat(third.until("\"hello\"")).startsWith("HTTP/1.1 200 ");
      assertThat(first.rest() + second.rest()).isEmpty();
    }
  }

  /// Sends the same again and again, with a pause, until the server has had enough.
  private static void trickle(RawClient client, String text) throws Exception {
    var never = new CountDownLatch(1);
    for (int i = 0; i < 1000; i++) {
      client.send(text);
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }
}
