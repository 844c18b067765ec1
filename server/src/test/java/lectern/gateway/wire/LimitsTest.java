package lectern.gateway.wire;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import lectern.gateway.AttemptRecords;
import lectern.gateway.Deadline;
import lectern.gateway.Phase;
import lectern.gateway.wire.RawServer.Script;
import lectern.gateway.wire.Transport.DeadlineCame;
import lectern.gateway.wire.Transport.Outgoing;
import lectern.gateway.wire.Transport.Patience;
import lectern.gateway.wire.Transport.TimedOut;
import org.junit.jupiter.api.Test;

/// Each phase has its limit, whatever it is blocked in.
class LimitsTest extends TransportCase {
  private static void assertTimedOut(Throwable thrown, Phase phase) {
    assertThat(thrown)
        .isInstanceOfSatisfying(TimedOut.class, it -> assertThat(it.phase()).isEqualTo(phase));
  }

  @Test
  void connecting_has_a_limit_of_which_encryption_is_a_part() throws Exception {
    Script mute =
        connection -> {
          time.pass(LIMITS.connect());
          connection.awaitEnd();
        };
    try (var server = new RawServer(mute)) {
      var thrown = catchThrowable(() -> send(encrypted(server), of(2)));

      assertTimedOut(thrown, Phase.CONNECT);
    }
  }

  @Test
  void a_server_that_accepts_and_never_answers_has_a_limit() throws Exception {
    Script silent =
        connection -> {
          connection.request();
          time.pass(LIMITS.headers());
          connection.awaitEnd();
        };
    try (var server = new RawServer(silent)) {
      var thrown = catchThrowable(() -> send(server));

      assertTimedOut(thrown, Phase.HEADERS);
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void a_server_that_stops_taking_a_large_body_has_the_same_limit() throws Exception {
    Script full =
        connection -> {
          connection.socket.getInputStream().read();
          time.pass(LIMITS.headers());
          new CountDownLatch(1).await();
        };
    try (var server = new RawServer(full)) {
      var thrown = catchThrowable(() -> send(server.uri(), of(50_000_000)));

      assertTimedOut(thrown, Phase.HEADERS);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void half_of_the_headers_are_no_headers() throws Exception {
    Script slow =
        connection -> {
          connection.request();
          connection.say("HTTP/1.1 200 OK\r\nx-one: ");
          time.pass(LIMITS.headers());
          connection.awaitEnd();
        };
    try (var server = new RawServer(slow)) {
      assertTimedOut(catchThrowable(() -> send(server)), Phase.HEADERS);
    }
  }

  @Test
  void the_first_token_has_a_limit_that_counts_from_the_headers() throws Exception {
    var headersAreThere = new CountDownLatch(1);
    Script almostSilent =
        connection -> {
          connection.request();
          connection.say(HEAD + ":");
          headersAreThere.await();
          time.pass(LIMITS.firstToken());
          connection.awaitEnd();
        };
    try (var server = new RawServer(almostSilent)) {
      var reply = send(server);
      headersAreThere.countDown();

      assertTimedOut(catchThrowable(() -> text(reply)), Phase.FIRST_TOKEN);
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void between_tokens_each_read_has_the_limit_anew() throws Exception {
    var reads = new Semaphore(0);
    Script pausing =
        connection -> {
          connection.request();
          connection.say("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n.");
          for (int i = 0; i < 10; i++) {
            reads.acquire();
            time.pass(LIMITS.betweenTokens().minusNanos(1));
            connection.say("x");
          }
        };
    try (var server = new RawServer(pausing);
        var reply = send(server)) {
      reply.enter(Phase.BETWEEN_TOKENS);
      int bytes = 0;
      while (reply.body().read() >= 0) {
        bytes++;
        reads.release();
      }

      assertThat(bytes).isEqualTo(11);
    }
  }

  @Test
  void all_together_have_a_limit_also_while_nobody_reads() throws Exception {
    var headersAreThere = new CountDownLatch(1);
    var gone = new CountDownLatch(1);
    Script endless =
        connection -> {
          connection.request();
          connection.say(HEAD);
          headersAreThere.await();
          time.pass(LIMITS.total());
          connection.untilItEnds(gone);
        };
    try (var server = new RawServer(endless)) {
      var reply = send(server);
      headersAreThere.countDown();
      gone.await();

      assertTimedOut(catchThrowable(() -> text(reply)), Phase.TOTAL);
    }
  }

  @Test
  void the_calls_deadline_cuts_every_phase_short() throws Exception {
    Script silent =
        connection -> {
          connection.request();
          time.pass(ofSeconds(3));
          connection.awaitEnd();
        };
    try (var server = new RawServer(silent)) {
      var patience =
          new Patience(LIMITS, Deadline.in(ofSeconds(3), time), AttemptRecords.begun(time));
      var request = new Outgoing("POST", server.uri(), Map.of(), of(2));

      assertThat(catchThrowable(() -> transport.send(request, patience)))
          .isInstanceOf(DeadlineCame.class);
    }
  }
}
