package lectern.simulator.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lectern.simulator.bill.Bill;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Plan;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each fault of a reply that is there at once, as a client sees it, and whether it was billed.
class WireFaultsTest {
  private static final String RESET = "<Connection reset>";

  @Test
  void without_faults_a_whole_reply_tells_its_length_and_is_billed() throws Exception {
    try (var stage = Stage.with()) {
      var seen = stage.ask("POST", "/whole");

      assertThat(seen)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .containsIgnoringCase("content-type: application/json\r\n")
          .containsIgnoringCase("content-length: " + Parrot.WHOLE.length())
          .endsWith(Parrot.WHOLE + "<EOF>");
      assertThat(stage.outcome()).isEqualTo(Bill.Outcome.DELIVERED);
    }
  }

  @Test
  void a_reply_without_content_has_neither_length_nor_body() throws Exception {
    try (var stage = Stage.with()) {
      var seen = stage.ask("GET", "/empty");

      assertThat(seen).startsWith("HTTP/1.1 204").endsWith("\r\n\r\n<EOF>");
      assertThat(seen).doesNotContainIgnoringCase("content-length");
    }
  }

  @ParameterizedTest
  @CsvSource({"POST,/whole", "POST,/stream", "GET,/file"})
  void reset_before_the_headers_nothing_is_seen_and_nothing_billed(String method, String path)
      throws Exception {
    try (var stage = Stage.with(new Fault.Reset(Fault.Moment.BEFORE_HEADERS))) {
      var seen = stage.ask(method, path);

      assertThat(seen).isEqualTo(RESET);
      assertThat(stage.world.bill().entries()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"POST,/whole", "POST,/stream", "GET,/file"})
  void reset_after_the_headers_only_these_are_seen_and_all_is_billed(String method, String path)
      throws Exception {
    try (var stage = Stage.with(new Fault.Reset(Fault.Moment.AFTER_HEADERS))) {
      var seen = stage.ask(method, path);

      assertThat(seen).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n" + RESET);
      assertThat(stage.outcome()).isEqualTo(Bill.Outcome.LOST);
    }
  }

  @ParameterizedTest
  @CsvSource({"POST,/whole,Pretty", "POST,/stream,{\"c\":1}", "GET,/file,0123456789"})
  void reset_in_the_body_half_of_it_is_seen_and_all_is_billed(
      String method, String path, String beginning) throws Exception {
    try (var stage = Stage.with(new Fault.Reset(Fault.Moment.MID_BODY))) {
      var seen = stage.ask(method, path);

      assertThat(seen).startsWith("HTTP/1.1 200").contains(beginning).endsWith(RESET);
      assertThat(seen).doesNotContain("Polly!", "DONE");
      assertThat(seen).hasSizeLessThan(60_000);
      assertThat(stage.outcome()).isEqualTo(Bill.Outcome.LOST);
    }
  }

  @Test
  void an_answer_lost_by_reset_was_billed() throws Exception {
    try (var stage = Stage.with(new Fault.LoseAnswer(Fault.Loss.RESET))) {
      var seen = stage.ask("POST", "/whole");

      assertThat(seen).isEqualTo(RESET);
      assertThat(stage.outcome()).isEqualTo(Bill.Outcome.LOST);
    }
  }

  @Test
  void hanging_ends_when_the_simulator_closes_and_nothing_is_billed() throws Exception {
    var stage = Stage.with(new Fault.Hang());
    try (var line = stage.line()) {
      line.ask("POST", "/whole", "{}");

      var begun = System.nanoTime();
      stage.close();

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
      assertThat(line.rest()).isIn("<EOF>", RESET);
      assertThat(stage.world.bill().entries()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"POST,/whole", "GET,/file"})
  void another_reply_cut_abruptly_is_shorter_than_it_said(String method, String path)
      throws Exception {
    try (var stage = Stage.with(new Fault.Cut(0, Fault.End.ABRUPT))) {
      var seen = stage.ask(method, path);

      assertThat(seen).endsWith("<EOF>").hasSizeLessThan(60_000).doesNotContain("Polly!");
    }
  }

  @Test
  void an_error_is_the_body_of_a_whole_reply_of_status_200() throws Exception {
    try (var stage = Stage.with(new Fault.ErrorInside("overloaded", 1))) {
      var seen = stage.ask("POST", "/whole");

      assertThat(seen).startsWith("HTTP/1.1 200").endsWith("{\"error\":\"overloaded\"}<EOF>");
      assertThat(stage.outcome()).isEqualTo(Bill.Outcome.LOST);
    }
  }

  @Test
  void headers_are_missing_or_lie_also_on_errors() throws Exception {
    var lies = new Fault.Headers(Set.of("x-req*"), Map.of("retry-after", "soon"));
    try (var stage = Stage.with(overloaded(Fault.Hints.NONE), lies)) {
      var seen = stage.ask("POST", "/whole");

      assertThat(seen).startsWith("HTTP/1.1 503").containsIgnoringCase("retry-after: soon");
      assertThat(seen).doesNotContainIgnoringCase("x-request-id", "retry-after: 1");
    }
  }

  @ParameterizedTest
  @CsvSource({"0,retry-after: 0", "http-date:90,'retry-after: Thu, 01 Jan 2026 00:01:30 GMT'"})
  void an_error_says_when_to_come_again_as_the_plan_wants(String wanted, String seen)
      throws Exception {
    var hints = new Fault.Hints(Optional.of(wanted), Optional.of(7L), Optional.of(false));
    try (var stage = Stage.with(overloaded(hints))) {
      var reply = stage.ask("POST", "/whole");

      assertThat(reply).containsIgnoringCase(seen);
      assertThat(reply).contains("retry-after-ms: 7", "x-should-retry: false");
      assertThat(reply).doesNotContainIgnoringCase("retry-after: 1\r");
      assertThat(stage.world.bill().entries()).isEmpty();
    }
  }

  @Test
  void a_date_to_come_again_is_read_by_the_clock_that_wrote_it() throws Exception {
    var hints = new Fault.Hints(Optional.of("http-date:90"), Optional.empty(), Optional.empty());
    try (var stage = Stage.with(overloaded(hints))) {
      assertThat(stage.ask("POST", "/whole"))
          .containsIgnoringCase("\r\ndate: Thu, 01 Jan 2026 00:00:00 GMT");
    }
  }

  @Test
  void an_error_need_not_say_when_to_come_again() throws Exception {
    var hints = new Fault.Hints(Optional.of("none"), Optional.empty(), Optional.empty());
    try (var stage = Stage.with(overloaded(hints))) {
      assertThat(stage.ask("POST", "/whole")).doesNotContainIgnoringCase("retry-after");
    }
  }

  private static Fault overloaded(Fault.Hints hints) {
    return new Fault.NamedError("overloaded", hints);
  }

  @Test
  void a_proxy_answers_html_without_the_vendors_headers() throws Exception {
    var html = new Fault.AnyReply(502, "text/html", "<h1>Bad Gateway</h1>", Fault.Hints.NONE);
    try (var stage = Stage.with(html)) {
      var seen = stage.ask("POST", "/whole");

      assertThat(seen)
          .startsWith("HTTP/1.1 502")
          .containsIgnoringCase("content-type: text/html")
          .endsWith("<h1>Bad Gateway</h1><EOF>")
          .doesNotContain("x-request-id");
      assertThat(stage.world.bill().entries()).isEmpty();
    }
  }

  @Test
  void nothing_goes_wrong_with_the_simulators_own_paths() throws Exception {
    try (var stage = Stage.with(new Fault.Reset(Fault.Moment.BEFORE_HEADERS))) {
      assertThat(stage.ask("POST", "/__sim/whole")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void a_client_that_leaves_a_hanging_request_frees_its_thread() throws Exception {
    try (var stage = Stage.with(new Fault.LoseAnswer(Fault.Loss.HANG))) {
      try (var line = stage.line()) {
        line.ask("POST", "/whole", "{}");
        awaitBilled(stage);
      }

      assertThat(stage.server.awaitIdle(Duration.ofSeconds(5))).isTrue();
      assertThat(stage.outcome()).isEqualTo(Bill.Outcome.LOST);
    }
  }

  @Test
  void a_connection_serves_on_after_a_pause() throws Exception {
    var time = VirtualTimeline.fromTheBeginning();
    var late = new Fault.FirstTokenAfter(Duration.ofSeconds(1));
    try (var stage = Stage.with(time, Plan.LatencyProfile.NONE, late);
        var line = stage.line()) {
      for (var i = 0; i < 50; i++) {
        line.send("POST /whole HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
        time.awaitWaiting(1);
        time.advance(Duration.ofSeconds(1));

        assertThat(line.until("Polly!\"}")).startsWith("HTTP/1.1 200");
      }
    }
  }

  private static void awaitBilled(Stage stage) {
    while (stage.world.bill().entries().isEmpty()) {
      Thread.onSpinWait();
    }
  }
}
