package lectern.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import lectern.gateway.wire.RawServer.Script;
import lectern.gateway.wire.Transport.NotSent;
import lectern.gateway.wire.Transport.TimedOut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Interruptions and broken connections; each leaves exactly one request on the wire.
class BrokenExchangesTest extends TransportCase {
  @Test
  void a_reset_before_the_headers_is_a_lost_reply_and_asked_for_once() throws Exception {
    Script resetting =
        connection -> {
          connection.request();
          connection.reset();
        };
    try (var server = new RawServer(resetting)) {
      assertBroken(catchThrowable(() -> send(server)));
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void a_reset_of_a_connection_used_again_is_a_lost_reply_too() throws Exception {
    Script once =
        connection -> {
          connection.request();
          connection.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
          connection.request();
          connection.reset();
        };
    try (var server = new RawServer(once)) {
      text(send(server));

      assertBroken(catchThrowable(() -> send(server)));
      assertThat(server.requests).hasSize(2);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private static void assertBroken(Throwable thrown) {
    assertThat(thrown).isInstanceOf(IOException.class);
    assertThat(thrown).isNotInstanceOfAny(TimedOut.class, NotSent.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEAD,
        HEAD + "half",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
      })
  void a_body_that_breaks_off_is_no_body(String half) throws Exception {
    Script closing =
        connection -> {
          connection.request();
          connection.say(half);
          connection.socket.close();
        };
    try (var server = new RawServer(closing)) {
      var reply = send(server);

      assertBroken(catchThrowable(() -> text(reply)));
      assertThat(server.requests).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "<html>not HTTP</html>\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
      })
  void what_is_not_http_is_a_broken_reply(String answer) throws Exception {
    Script foreign =
        connection -> {
          connection.request();
          connection.say(answer.repeat(100));
          connection.socket.close();
        };
    try (var server = new RawServer(foreign)) {
      assertBroken(catchThrowable(() -> send(server)));
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void headers_have_a_limit_in_number_and_in_length() throws Exception {
    for (var flood : List.of("x-many: 1\r\n".repeat(100_000), "x-long: " + "y".repeat(1_000_000))) {
      Script flooding =
          connection -> {
            connection.request();
            connection.say("HTTP/1.1 200 OK\r\n" + flood);
          };
      try (var server = new RawServer(flooding)) {
        assertBroken(catchThrowable(() -> send(server)));
      }
    }
  }

  @Test
  void a_reply_closed_early_closes_its_connection_and_is_not_read_on() throws Exception {
    var gone = new CountDownLatch(1);
    Script streaming =
        connection -> {
          connection.request();
          connection.say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");
          connection.untilItEnds(gone);
        };
    try (var server = new RawServer(streaming)) {
      var reply = send(server);
      reply.body().read();

      reply.close();

      gone.await();
      assertThatThrownBy(() -> reply.body().read()).hasMessage("the reply is closed");
    }
  }

  @ParameterizedTest
  @EnumSource(ThreadKind.class)
  void an_interrupt_ends_the_wait_for_headers(ThreadKind kind) throws Exception {
    var thrown = new AtomicReference<Throwable>();
    var asked = new CountDownLatch(1);
    var gone = new CountDownLatch(1);
    Script silent =
        connection -> {
          connection.request();
          asked.countDown();
          connection.untilItEnds(gone);
        };
    try (var server = new RawServer(silent)) {
      var caller = kind.start(() -> thrown.set(catchThrowable(() -> send(server))));
      asked.await();

      caller.interrupt();
      caller.join();

      gone.await();
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(ThreadKind.class)
  void an_interrupt_ends_the_reading_of_a_body_and_is_not_forgotten(ThreadKind kind)
      throws Exception {
    var thrown = new AtomicReference<Throwable>();
    var stillInterrupted = new AtomicBoolean();
    var read = new CountDownLatch(1);
    Script stalling =
        connection -> {
          connection.request();
          connection.say(HEAD + "ab");
          connection.awaitEnd();
        };
    try (var server = new RawServer(stalling)) {
      var reply = send(server);
      var caller =
          kind.start(() -> {
            read.countDown();
            thrown.set(catchThrowable(() -> text(reply)));
            stillInterrupted.set(Thread.currentThread().isInterrupted());
          });
      read.await();

      caller.interrupt();
      caller.join();

      assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
      assertThat(stillInterrupted).isTrue();
    }
  }

  @Test
  void an_interrupt_ends_connecting() throws Exception {
    var thrown = new AtomicReference<Throwable>();
    var asked = new CountDownLatch(1);
    Script mute =
        connection -> {
          asked.countDown();
          connection.awaitEnd();
        };
    try (var server = new RawServer(mute)) {
      var caller =
          Thread.ofPlatform()
              .start(() -> thrown.set(catchThrowable(() -> send(encrypted(server), of(2)))));
      asked.await();

      caller.interrupt();
      caller.join();

      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void closing_the_transport_ends_what_is_under_way() throws Exception {
    Script silent =
        connection -> {
          connection.request();
          transport.close();
          connection.awaitEnd();
        };
    try (var server = new RawServer(silent)) {
      assertBroken(catchThrowable(() -> send(server)));
    }
  }

  enum ThreadKind {
    VIRTUAL,
    PLATFORM;

    Thread start(Runnable task) {
      return switch (this) {
        case VIRTUAL -> Thread.ofVirtual().start(task);
        case PLATFORM -> Thread.ofPlatform().start(task);
      };
    }
  }
}
