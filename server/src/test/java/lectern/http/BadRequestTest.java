package lectern.http;

import static lectern.http.TestServer.then;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestTest {
  private final TestServer server =
      TestServer.of(
          TestServer.ROOMY,
          TestServer.hello(),
          TestServer.length(),
          TestServer.hasty(),
          Route.get("/things/{id}", Permission.PUBLIC, call -> Reply.ok(call.path("id"))));

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /hello HTTP/1.1\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: h\r\nX-A: \u0001\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: h\r\nX A: b\r\n\r\n",
        "GET /hello HTTP/1.0\r\nHost: h\r\n\r\n",
        "GET /hello HTTP/2.0\r\nHost: h\r\n\r\n",
        "GET /hello\r\n\r\n",
        "GET  HTTP/1.1\r\nHost: h\r\n\r\n",
        "\u0000\u0001\u0002\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /a\u0000b HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /hello?a=%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "GET /..%2f..%2fetc HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "GET /../../etc HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "OPTIONS /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "TRACE /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "CONNECT h:80 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "DANCE /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: h\r\nContent-Length: 1x\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "POST /length HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "POST /length HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nT: a\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n",
        "POST /length HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\na",
        "POST /length HTTP/1.1\r\nHost: h\r\nContent-Length: 100001\r\n\r\n",
      })
  void what_is_not_good_http_is_a_problem_of_the_client(String request) throws Exception {
    var answer = server.answerTo(request);

    assertThat(answer).startsWith("HTTP/1.1 4").contains("Content-Type: application/problem+json");
    assertThat(answer).contains("\"requestId\"", "X-Content-Type-Options: nosniff");
    assertThat(answer).doesNotContain("Exception", "\tat ", "Server:");
  }

  @Test
  void headers_and_addresses_have_an_end() throws Exception {
    var longHeader = server.answerTo("GET / HTTP/1.1\r\nHost: h\r\nA: " + "a".repeat(20_000));
    var manyHeaders = server.answerTo("GET / HTTP/1.1\r\nHost: h\r\n" + "A: b\r\n".repeat(9000));
    var longAddress = server.answerTo("GET /" + "a".repeat(9000) + " HTTP/1.1\r\n\r\n");

    assertThat(longHeader).startsWith("HTTP/1.1 400 ");
    assertThat(manyHeaders).startsWith("HTTP/1.1 400 ");
    assertThat(longAddress).startsWith("HTTP/1.1 414 ");
  }

  @Test
  void requests_in_one_packet_are_answered_in_their_order() throws Exception {
    var one = "POST /length HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc";
    var chunkedHeaders = "POST /length HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked";
    var chunked = chunkedHeaders + "\r\n\r\n4\r\nabcd\r\n0\r\n\r\n";

    var answer = server.answerTo(one + chunked + then(one));

    assertThat(answer).containsSubsequence("\r\n\r\n3", "\r\n\r\n4", "\r\n\r\n3", "\"hello\"");
  }

  @Test
  void an_absolute_address_is_understood() throws Exception {
    var answer =
        server.answerTo("GET http://h/hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

    assertThat(answer).matches("(?s)HTTP/1.1 (200|404) .*");
  }

  @Test
  void an_upgrade_is_not_taken_up() throws Exception {
    var answer =
        server.answerTo(
            "GET /hello HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"hello\"");
  }

  @Test
  void a_client_that_expects_100_gets_it_when_its_body_is_read() throws Exception {
    try (var client = server.connect()) {
      client.send(
          "POST /length HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
      client.until("HTTP/1.1 100 Continue\r\n\r\n");
      client.send("abc");

      assertThat(client.until("\r\n\r\n3")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void a_client_that_got_its_100_is_told_what_is_wrong_with_its_body() throws Exception {
    var chunked = "Transfer-Encoding: chunked\r\n\r\n";
    try (var client = server.connect()) {
      client.send("POST /length HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n" + chunked);
      client.until("HTTP/1.1 100 Continue\r\n\r\n");
      client.send("zz\r\n");

      assertThat(client.rest()).startsWith("HTTP/1.1 400 ").contains("chunked encoding");
    }
  }

  @Test
  void a_client_that_expects_100_is_told_before_its_body_when_nobody_wants_it() throws Exception {
    var answer =
        server.answerTo(
            "POST /hasty HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ").contains("Connection: close");
  }

  @Test
  void a_small_body_that_nobody_wants_is_taken_in() throws Exception {
    var answer =
        server.answerTo(
            then(
                "POST /hasty HTTP/1.1\r\nHost: h\r\nContent-Length: 60000\r\n\r\n"
                    + "GET /x ".repeat(10_000).substring(0, 60_000)));

    assertThat(answer).containsSubsequence("\"done\"", "\"hello\"");
  }

  @Test
  void a_large_body_that_nobody_wants_ends_the_connection() throws Exception {
    var answer =
        server.answerTo(
            then(
                "POST /hasty HTTP/1.1\r\nHost: h\r\nContent-Length: 70000\r\n\r\n"
                    + "a".repeat(70_000)));

    assertThat(answer).contains("\"done\"", "Connection: close").doesNotContain("\"hello\"");
  }

  @Test
  void a_chunk_is_not_kept_in_memory_however_large_it_says_it_is() throws Exception {
    try (var client = server.connect()) {
      client.send("POST /length HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.send("7fffffff\r\n" + "a".repeat(Wire.MAX_CHUNK_BYTES + 10_000));

      assertThat(client.rest()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void a_body_longer_than_any_may_be_is_refused_while_it_comes() throws Exception {
    var chunk = "4000\r\n" + "a".repeat(0x4000) + "\r\n";

    var answer =
        server.answerTo(
            "POST /length HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(20));

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("server.max_upload");
  }

  @Test
  void a_client_that_leaves_in_its_body_is_told_so() throws Exception {
    try (var client = server.connect()) {
      client.send("POST /length HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");
      client.socket.shutdownOutput();

      assertThat(client.rest()).startsWith("HTTP/1.1 400 ").contains("/problems/body-broken-off");
    }
  }

  @Test
  void a_client_that_leaves_in_its_headers_is_let_go() throws Exception {
    try (var client = server.connect()) {
      client.send("GET /hello HTTP/1.1\r\nHo");
      client.socket.shutdownOutput();

      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void unknown_query_parameters_are_refused_and_other_methods_named() throws Exception {
    var parameter =
        server.answerTo("GET /hello?x=1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    var method = server.answerTo("DELETE /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

    assertThat(parameter).startsWith("HTTP/1.1 400 ");
    assertThat(method).startsWith("HTTP/1.1 405 ").contains("Allow: GET, HEAD");
  }
}
