package lectern.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.Optional;
import java.util.UUID;
import lectern.access.KeyId;
import lectern.http.RequestListener.Served;
import org.junit.jupiter.api.Test;

class AccessLogTest {
  private static final String ID = "01234567-89ab-7def-8123-456789abcdef";

  @Test
  void a_line_says_what_was_asked_and_what_came_of_it() {
    var key = Optional.of(new KeyId(UUID.fromString(ID)));

    var line = AccessLog.line(new Served("r-1", "GET /a/{id}", "GET", "/a/1", 200, 123, 4_56, key));

    assertThat(line).isEqualTo("GET /a/1 200 123 B 0.0 ms r-1 key " + ID);
  }

  @Test
  void a_path_can_neither_end_the_line_nor_move_the_cursor() {
    var path = "/a\r\n12:00:00 access \u001b[2J\u009b" + "b".repeat(500);

    var line = AccessLog.line(new Served("r", "other", "G\nT", path, 404, 0, 0, Optional.empty()));

    assertThat(line).startsWith("G?T /a??12:00:00?access??[2J?bbb").hasSizeLessThan(260);
    assertThat(line).doesNotContain("\n", "\r", "\u001b", "\u009b");
  }

  @Test
  void every_request_is_told_once_without_its_query() throws Exception {
    try (var server = TestServer.of(TestServer.ROOMY, TestServer.hello())) {
      server.answerTo(TestServer.then("GET /hello?q=secret HTTP/1.1\r\nHost: h\r\n\r\n"));
      server.answerTo("GET /hello?q=secret HTTP/1.0\r\n\r\n");

      assertThat(server.served)
          .extracting(Served::route, Served::path, Served::status)
          .containsExactly(
              tuple("GET /hello", "/hello", 400),
              tuple("GET /hello", "/hello", 200),
              tuple("unreadable", "/hello", 400));
      assertThat(server.served.get(1).sentBytes()).isPositive();
      assertThat(server.served.get(1).nanos()).isPositive();
    }
  }
}
