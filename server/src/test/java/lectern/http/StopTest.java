package lectern.http;

import static lectern.http.TestServer.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopTest {
  private final CountDownLatch hasBegun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  private Route slow() {
    return Route.get(
        "/slow",
        Permission.PUBLIC,
        _ -> {
          hasBegun.countDown();
          mayEnd.await();
          return Reply.ok("at last");
        });
  }

  @Test
  void a_request_that_runs_may_end() throws Exception {
    var server = TestServer.of(TestServer.ROOMY, slow());
    try (var client = server.connect()) {
      client.get("/slow");
      hasBegun.await();

      var stopped = CompletableFuture.runAsync(server::close);
      awaitRefusal(server);
      mayEnd.countDown();

      assertThat(client.rest()).startsWith("HTTP/1.1 200 ").endsWith("\"at last\"");
      stopped.get(TestServer.LONG.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void new_connections_are_refused() throws Exception {
    var server = TestServer.of(TestServer.ROOMY, TestServer.hello());

    server.close();

    assertThatThrownBy(server::connect).isInstanceOf(ConnectException.class);
  }

  @Test
  void a_request_that_takes_longer_than_the_grace_is_interrupted_and_told() throws Exception {
    var server = TestServer.of(TestServer.grace(SHORT), slow());
    try (var client = server.connect()) {
      client.get("/slow");
      hasBegun.await();

      server.close();

      assertThat(client.rest()).doesNotContain("at last");
    }
  }

  @Test
  void a_handler_that_cannot_be_interrupted_holds_up_nobody() throws Exception {
    var route =
        Route.get(
            "/stubborn",
            Permission.PUBLIC,
            _ -> {
              hasBegun.countDown();
              while (mayEnd.getCount() > 0) {
                Thread.onSpinWait();
              }
              return Reply.noContent();
            });
    var server = TestServer.of(TestServer.grace(SHORT), route);
    try (var client = server.connect()) {
      client.get("/stubborn");
      hasBegun.await();

      server.close();

      assertThat(client.rest()).isEmpty();
    } finally {
      mayEnd.countDown();
    }
  }

  @Test
  void idle_connections_are_closed_at_once() throws Exception {
    var server = TestServer.of(TestServer.ROOMY, TestServer.hello());
    try (var fresh = server.connect();
        var used = server.connect()) {
      used.get("/hello");
      used.until("\"hello\"");

      server.close();

      assertThat(used.rest()).isEmpty();
      assertThat(fresh.rest()).isEmpty();
    }
  }

  private static void awaitRefusal(TestServer server) throws Exception {
    while (true) {
      try (var client = server.connect()) {
        client.get("/slow");
        assertThat(client.rest()).doesNotContain("at last");
      } catch (IOException _) {
        return;
      }
    }
  }
}
