package lectern.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import lectern.gateway.wire.RawServer.Script;
import lectern.gateway.wire.Transport.NotSent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When a connection is made, used again, or found to be no good.
class ConnectionsTest extends TransportCase {
  @Test
  void a_connection_whose_reply_was_read_is_used_again() throws Exception {
    try (var server = new RawServer(forEach(OK))) {
      text(send(server));
      text(send(server));

      assertThat(server.requests).hasSize(2);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 2\r\n\r\nhi",
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi",
      })
  void a_connection_that_the_server_closes_soon_is_not_used_again(String answer) throws Exception {
    try (var server = new RawServer(forEach(answer))) {
      text(send(server));
      text(send(server));

      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void an_idle_connection_that_the_server_has_closed_is_found_out_before_it_is_used()
      throws Exception {
    var closed = new CountDownLatch(1);
    Script once =
        connection -> {
          connection.request();
          connection.say(OK);
          connection.socket.close();
          closed.countDown();
        };
    try (var server = new RawServer(once)) {
      text(send(server));
      closed.await();
      time.pass(Lines.LOOK_AFTER);

      assertThat(text(send(server))).isEqualTo("hi");
      assertThat(server.requests).hasSize(2);
    }
  }

  @Test
  void an_idle_connection_on_which_the_server_spoke_unasked_is_not_used() throws Exception {
    var spoken = new CountDownLatch(1);
    Script talkative =
        connection -> {
          connection.request();
          connection.say(OK);
          connection.say("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
          spoken.countDown();
          connection.awaitEnd();
        };
    try (var server = new RawServer(talkative)) {
      text(send(server));
      spoken.await();
      time.pass(Lines.LOOK_AFTER);

      assertThat(send(server).status()).isEqualTo(200);
    }
  }

  @Test
  void a_refused_connection_is_nothing_sent() throws Exception {
    URI nobody;
    try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + unused.getLocalPort());
    }

    assertThatThrownBy(() -> send(nobody, of(2)))
        .isInstanceOf(NotSent.class)
        .hasMessage("connection refused");
    assertThat(record.isSent()).isFalse();
  }

  @Test
  void a_server_that_cannot_encrypt_is_nothing_sent() throws Exception {
    Script plain = connection -> connection.say("SSH-2.0-OpenSSH\r\n");
    try (var server = new RawServer(plain)) {
      assertThatThrownBy(() -> send(encrypted(server), of(2)))
          .isInstanceOf(NotSent.class)
          .hasMessageStartingWith("no encryption: ");
    }
  }

  @Test
  void a_host_that_does_not_exist_is_nothing_sent() {
    assertThatThrownBy(() -> send(URI.create("http://nowhere.invalid/"), of(2)))
        .isInstanceOf(NotSent.class)
        .hasMessage("no such host");
  }
}
