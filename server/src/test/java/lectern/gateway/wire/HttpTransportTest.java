package lectern.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import lectern.gateway.AttemptRecord.Moment;
import lectern.gateway.wire.RawServer.Script;
import lectern.gateway.wire.Transport.Outgoing;
import lectern.gateway.wire.Transport.Payload;
import lectern.gateway.wire.Transport.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sent, and what comes back, over real sockets.
class HttpTransportTest extends TransportCase {
  private Reply send(Outgoing request) throws IOException, InterruptedException {
    return transport.send(request, patience());
  }

  private static Outgoing post(URI uri, Map<String, String> headers, String body) {
    return new Outgoing("POST", uri, headers, payload(body, body.length()));
  }

  private static Payload payload(String body, long length) {
    return new Payload() {
      @Override
      public InputStream open() {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
      }

      @Override
      public long length() {
        return length;
      }
    };
  }

  @Test
  void a_request_leaves_as_it_was_asked_for_and_with_nothing_else() throws Exception {
    try (var server = new RawServer(forEach(OK))) {
      var reply = send(post(server.uri(), Map.of("x-one", "1"), "{\"a\":1}"));

      assertThat(text(reply)).isEqualTo("hi");
      assertThat(server.requests)
          .containsExactly(
              """
              POST /v1/things?a=b HTTP/1.1
              Host: %s
              x-one: 1
              Content-Length: 7

              {"a":1}\
              """
                  .replace("\n", "\r\n")
                  .formatted(server.uri().getAuthority()));
    }
  }

  @Test
  void what_happened_when_is_noted() throws Exception {
    try (var server = new RawServer(forEach(OK))) {
      send(server).close();

      assertThat(record.at(Moment.SENT)).isPresent();
      assertThat(record.at(Moment.FIRST_BYTE)).isPresent();
    }
  }

  @Test
  void a_body_of_unknown_length_is_sent_in_chunks() throws Exception {
    try (var server = new RawServer(forEach(OK))) {
      text(send(new Outgoing("POST", server.uri(), Map.of(), payload("abc", -1))));

      assertThat(server.requests.getFirst()).contains("Transfer-Encoding: chunked\r\n");
    }
  }

  @Test
  void a_request_without_a_body_has_none() throws Exception {
    try (var server = new RawServer(forEach(OK))) {
      text(send(new Outgoing("GET", server.uri(), Map.of(), Payload.NONE)));
      text(send(new Outgoing("POST", server.uri(), Map.of(), Payload.NONE)));

      assertThat(server.requests.getFirst()).doesNotContainIgnoringCase("content-length");
      assertThat(server.requests.getLast()).contains("Content-Length: 0\r\n");
    }
  }

  @Test
  void a_payload_shorter_than_it_said_is_no_request() throws Exception {
    try (var server = new RawServer(forEach(OK))) {
      assertThatThrownBy(
              () -> send(new Outgoing("POST", server.uri(), Map.of(), payload("abc", 9))))
          .hasMessageContaining("not as long as it said");

      // At most a torso comes through, which no server takes for a request.
      assertThat(server.requests).allMatch(it -> it.endsWith("\r\n\r\nabc"));
    }
  }

  @Test
  void a_body_in_chunks_comes_whole() throws Exception {
    var chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
    try (var server = new RawServer(forEach(chunked))) {
      assertThat(text(send(server))).isEqualTo("abcde");
    }
  }

  @Test
  void a_body_that_is_compressed_all_the_same_is_not_touched() throws Exception {
    var zipped = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nxyz";
    try (var server = new RawServer(forEach(zipped))) {
      var reply = send(server);

      assertThat(reply.header("content-encoding")).contains("gzip");
      assertThat(text(reply)).isEqualTo("xyz");
    }
  }

  @Test
  void a_redirect_is_an_answer_like_any_other() throws Exception {
    var elsewhere = "HTTP/1.1 307 See There\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n";
    try (var server = new RawServer(forEach(elsewhere))) {
      var reply = send(server);

      assertThat(reply.status()).isEqualTo(307);
      assertThat(text(reply)).isEmpty();
      assertThat(server.requests).hasSize(1);
    }
  }

  @Test
  void cookies_are_not_kept() throws Exception {
    var cookie = "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 2\r\n\r\nhi";
    try (var server = new RawServer(forEach(cookie))) {
      text(send(server));
      text(send(server));

      assertThat(server.requests.getLast()).doesNotContainIgnoringCase("cookie");
    }
  }

  @Test
  void early_hints_are_passed_by() throws Exception {
    try (var server = new RawServer(forEach("HTTP/1.1 103 Early Hints\r\n\r\n" + OK))) {
      assertThat(send(server).status()).isEqualTo(200);
    }
  }

  @Test
  void an_answer_to_half_a_request_counts() throws Exception {
    Script impatient =
        connection -> {
          connection.say("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
          connection.socket.shutdownOutput();
          connection.socket.getInputStream().read();
          connection.socket.close();
        };
    try (var server = new RawServer(impatient)) {
      var reply = send(post(server.uri(), Map.of(), "x".repeat(20_000_000)));

      assertThat(reply.status()).isEqualTo(413);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\r\nx-other: lines", "two\nlines", "\0", "ключ"})
  void a_header_that_could_be_more_than_one_is_refused(String value) throws Exception {
    try (var server = new RawServer(forEach(OK))) {
      assertThatThrownBy(() -> send(post(server.uri(), Map.of("x-one", value), "{}")))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .doesNotContain(value);

      assertThat(server.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "transfer-encoding", "Host", "a b", "a:b", ""})
  void a_header_that_is_ours_or_none_at_all_is_refused(String name) throws Exception {
    var headers = new HashMap<String, String>();
    headers.put(name, "1");
    try (var server = new RawServer(forEach(OK))) {
      assertThatThrownBy(() -> send(post(server.uri(), headers, "{}")))
          .isInstanceOf(IllegalArgumentException.class);

      assertThat(server.connections()).isZero();
    }
  }
}
