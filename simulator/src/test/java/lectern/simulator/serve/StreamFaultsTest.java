package lectern.simulator.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import lectern.simulator.bill.Bill;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Plan;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.Test;

/// Each fault of a stream, as a client sees it on the wire, and whether it was billed.
class StreamFaultsTest {
  @Test
  void without_faults_a_stream_ends_with_done_and_a_proper_last_chunk() throws Exception {
    try (var stage = Stage.with()) {
      var seen = stage.ask("POST", "/stream");

      assertThat(seen)
          .containsIgnoringCase("content-type: text/event-stream; charset=utf-8")
          .containsIgnoringCase("transfer-encoding: chunked")
          .contains("data: {\"c\":2}\n\n")
          .contains("data: [DONE]\n\n")
          .endsWith("\r\n0\r\n\r\n<EOF>");
    }
  }

  @Test
  void the_first_token_comes_late_but_the_headers_do_not() throws Exception {
    var time = VirtualTimeline.fromTheBeginning();
    var late = new Fault.FirstTokenAfter(Duration.ofSeconds(30));
    try (var stage = Stage.with(time, Plan.LatencyProfile.NONE, late);
        var line = stage.line()) {
      line.ask("POST", "/stream", "{}");
      var before = line.until("{\"o\":0}\n\n");
      time.awaitWaiting(1);
      time.advance(Duration.ofSeconds(30));

      assertThat(before).doesNotContain("\"c\"");
      assertThat(line.rest()).contains("{\"c\":1}", "[DONE]");
    }
  }

  @Test
  void a_stream_stalls_after_so_many_pieces_and_goes_on() throws Exception {
    var time = VirtualTimeline.fromTheBeginning();
    var stall = new Fault.Stall(2, Duration.ofMinutes(5));
    try (var stage = Stage.with(time, Plan.LatencyProfile.NONE, stall);
        var line = stage.line()) {
      line.ask("POST", "/stream", "{}").until("{\"c\":2}");
      time.awaitWaiting(1);
      time.advance(Duration.ofMinutes(5));

      assertThat(line.rest()).contains("{\"c\":3}", "[DONE]").endsWith("<EOF>");
      assertThat(stage.outcome()).isEqualTo(Bill.Outcome.DELIVERED);
    }
  }

  @Test
  void a_stream_cut_cleanly_ends_properly_without_finish_reason_or_done() throws Exception {
    try (var stage = Stage.with(new Fault.Cut(2, Fault.End.CLEAN))) {
      var seen = stage.ask("POST", "/stream");

      assertThat(seen).contains("{\"c\":2}").endsWith("\r\n0\r\n\r\n<EOF>");
      assertThat(seen).doesNotContain("{\"c\":3}", "finish_reason", "DONE");
      assertThat(stage.outcome()).isEqualTo(Bill.Outcome.LOST);
    }
  }

  @Test
  void a_stream_cut_abruptly_lacks_its_last_chunk() throws Exception {
    try (var stage = Stage.with(new Fault.Cut(99, Fault.End.ABRUPT))) {
      var seen = stage.ask("POST", "/stream");

      assertThat(seen).contains("{\"c\":3}").endsWith("<EOF>");
      assertThat(seen).doesNotContain("\r\n0\r\n", "finish_reason");
    }
  }

  @Test
  void a_malformed_chunk_is_no_json_and_the_rest_follows() throws Exception {
    try (var stage = Stage.with(new Fault.MalformedChunk(2))) {
      var seen = stage.ask("POST", "/stream");

      assertThat(seen).doesNotContain("{\"c\":2}").contains("{\"c\":1}", "{\"c\":3}", "[DONE]");
    }
  }

  @Test
  void only_done_is_missing() throws Exception {
    try (var stage = Stage.with(new Fault.NoDone())) {
      var seen = stage.ask("POST", "/stream");

      assertThat(seen).contains("finish_reason").doesNotContain("DONE");
    }
  }

  @Test
  void an_error_comes_inside_a_stream_of_status_200() throws Exception {
    try (var stage = Stage.with(new Fault.ErrorInside("overloaded", 1))) {
      var seen = stage.ask("POST", "/stream");

      assertThat(seen).startsWith("HTTP/1.1 200").contains("{\"c\":1}");
      assertThat(seen).contains("data: {\"error\":\"overloaded\"}\n\n\r\n0\r\n\r\n<EOF>");
      assertThat(stage.outcome()).isEqualTo(Bill.Outcome.LOST);
    }
  }

  @Test
  void each_chunk_has_an_error_that_is_null() throws Exception {
    try (var stage = Stage.with(new Fault.ErrorNull())) {
      var seen = stage.ask("POST", "/stream");

      assertThat(seen)
          .contains("{\"o\":0,\"error\":null}", "{\"c\":3,\"error\":null}", "data: [DONE]");
    }
  }

  @Test
  void a_client_that_leaves_while_it_waits_has_lost_its_answer() throws Exception {
    var time = VirtualTimeline.fromTheBeginning();
    var stall = new Fault.Stall(1, Duration.ofDays(1));
    try (var stage = Stage.with(time, Plan.LatencyProfile.NONE, stall)) {
      try (var line = stage.line()) {
        line.ask("POST", "/stream", "{}").until("{\"c\":1}");
        time.awaitWaiting(1);
      }

      assertThat(stage.server.awaitIdle(Duration.ofSeconds(5))).isTrue();
      assertThat(stage.outcome()).isEqualTo(Bill.Outcome.LOST);
    }
  }
}
