package lectern.simulator.openai;

import static lectern.simulator.openai.Batching.fated;
import static lectern.simulator.openai.Batching.lines;
import static lectern.simulator.openai.Batching.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.simulator.fault.Fault;
import lectern.simulator.fault.Fault.Fate;
import lectern.simulator.fault.Plan;
import org.junit.jupiter.api.Test;

/// What can become of a batch other than its completion.
class BatchFatesTest {
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void a_cancelled_batch_delivers_what_was_done_by_then() throws Exception {
    try (var batching = new Batching(Rig.start())) {
      var id = batching.begin(lines(10));
      batching.after(STEP.plusMillis(80), id);

      var cancelling = Rig.json(batching.rig().post("/batches/" + id + "/cancel", ""));
      var cancelled = batching.after(STEP, id);

      assertThat(status(cancelling)).isEqualTo("cancelling");
      assertThat(status(cancelled)).isEqualTo("cancelled");
      assertThat(batching.results(cancelled, "output_file_id")).hasSize(4);
      assertThat(batching.results(cancelled, "error_file_id"))
          .hasSize(6)
          .allSatisfy(line -> {
            assertThat(line.path("response").isNull()).isTrue();
            assertThat(line.path("error").path("code").asString()).isEqualTo("batch_cancelled");
          });
      assertThat(batching.rig().simulator.bill().entries()).hasSize(4);
    }
  }

  @Test
  void a_batch_cancelled_before_it_began_has_no_files() throws Exception {
    try (var batching = new Batching(Rig.start())) {
      var id = batching.begin(lines(10));
      batching.rig().post("/batches/" + id + "/cancel", "");

      var cancelled = batching.after(DAY.multipliedBy(2), id);

      assertThat(status(cancelled)).isEqualTo("cancelled");
      assertThat(cancelled.path("output_file_id").isNull()).isTrue();
      assertThat(cancelled.path("error_file_id").isNull()).isTrue();
    }
  }

  @Test
  void a_batch_that_has_ended_cannot_be_cancelled() throws Exception {
    try (var batching = new Batching(Rig.start())) {
      var id = batching.begin(lines(1));
      batching.after(DAY, id);

      var answer = batching.rig().post("/batches/" + id + "/cancel", "");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(Rig.error(answer).path("message").asString())
          .isEqualTo("Cannot cancel a batch with status 'completed'.");
    }
  }

  /// A day later there is half of it, and the rest says that it expired.
  @Test
  void a_batch_that_expires_delivers_the_lines_that_were_done() throws Exception {
    try (var batching = new Batching(Rig.start(fated(new Fate.Expires())))) {
      var id = batching.begin(lines(10));

      assertThat(status(batching.after(DAY.minusSeconds(1), id))).isEqualTo("in_progress");
      assertThat(status(batching.after(Duration.ofSeconds(1), id))).isEqualTo("finalizing");
      var expired = batching.after(STEP, id);

      assertThat(status(expired)).isEqualTo("expired");
      assertThat(batching.results(expired, "output_file_id")).hasSize(5);
      assertThat(batching.results(expired, "error_file_id"))
          .hasSize(5)
          .allSatisfy(line ->
              assertThat(line.path("error").toString())
                  .isEqualTo(
                      """
                      {"code":"batch_expired","message":"This request could not be executed before \
                      the completion window expired."}\
                      """));
    }
  }

  @Test
  void a_slow_batch_takes_so_many_times_as_long() throws Exception {
    try (var batching = new Batching(Rig.start(fated(new Fate.Slow(10))))) {
      var id = batching.begin(lines(1));

      assertThat(status(batching.after(Duration.ofSeconds(19), id))).isEqualTo("validating");
      assertThat(status(batching.after(Duration.ofSeconds(22), id))).isEqualTo("completed");
    }
  }

  @Test
  void a_batch_can_be_stuck_for_ever_before_it_begins_or_while_it_runs() throws Exception {
    try (var pending = new Batching(Rig.start(fated(new Fate.StuckPending())));
        var running = new Batching(Rig.start(fated(new Fate.StuckRunning())))) {
      var one = pending.begin(lines(1));
      var other = running.begin(lines(1));

      assertThat(status(pending.after(DAY.multipliedBy(9), one))).isEqualTo("validating");
      assertThat(status(running.after(DAY.multipliedBy(9), other))).isEqualTo("in_progress");
      assertThat(running.rig().simulator.bill().entries()).isEmpty();
    }
  }

  @Test
  void a_batch_can_fail_with_any_code() throws Exception {
    try (var batching = new Batching(Rig.start(fated(new Fate.Fails("token_limit_exceeded"))))) {
      var failed = batching.after(DAY, batching.begin(lines(1)));

      assertThat(status(failed)).isEqualTo("failed");
      assertThat(failed.path("errors").findValuesAsString("code"))
          .containsExactly("token_limit_exceeded");
    }
  }

  @Test
  void somebody_else_may_cancel_a_batch() throws Exception {
    try (var batching = new Batching(Rig.start(fated(new Fate.Cancelled())))) {
      var cancelled = batching.after(DAY, batching.begin(lines(4)));

      assertThat(status(cancelled)).isEqualTo("cancelled");
      assertThat(batching.results(cancelled, "output_file_id")).hasSize(2);
    }
  }

  /// The limit of the queue shows after the batch was taken, and goes away when others are done.
  @Test
  void a_batch_fails_when_too_many_tokens_wait_already() throws Exception {
    var plan = Batching.befalling(new Fault.Limit(0.00001)); // of 3,000,000
    try (var batching = new Batching(Rig.start(plan))) {
      var first = batching.begin(lines(1));
      var second = batching.begin(lines(2));

      var failed = batching.after(STEP, second);

      assertThat(status(batching.batch(first))).isEqualTo("in_progress");
      assertThat(status(failed)).isEqualTo("failed");
      assertThat(failed.path("errors").path("data").get(0).path("message").asString())
          .matches(
              "Enqueued token limit reached for text-embedding-3-small in organization org-\\w+\\."
                  + " Limit: 30 enqueued tokens\\. Please try again once some in_progress batches"
                  + " have been completed\\.");
      assertThat(failed.path("errors").path("data").get(0).path("line").isNull()).isTrue();
      batching.after(DAY, first);
      assertThat(status(batching.after(DAY, batching.begin(lines(1))))).isEqualTo("completed");
    }
  }

  /// A file just uploaded may not be known everywhere yet; trying again helps.
  @Test
  void a_batch_right_after_the_upload_may_not_find_its_file() throws Exception {
    var plan = Batching.befalling(new Fault.NamedError("cannot_find_file", Fault.Hints.NONE));
    try (var rig = Rig.start(plan)) {
      var file = Rig.json(rig.upload("in.jsonl", "batch", lines(1))).path("id").asString();

      var answer = rig.post("/batches", Batching.order(file, "/v1/embeddings"));

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(Rig.error(answer).path("message").asString())
          .startsWith("Cannot find file " + file + ", or project proj_");
      assertThat(Rig.error(answer).path("param").asString()).isEqualTo("file_id");
    }
  }

  @Test
  void two_runs_with_one_seed_leave_the_same_bytes_behind() throws Exception {
    assertThat(run()).isEqualTo(run());
  }

  private static String run() throws Exception {
    try (var batching = new Batching(Rig.start(Plan.USUAL))) {
      var done = batching.after(DAY, batching.begin(lines(30)));
      return done
          + batching.results(done, "output_file_id").toString()
          + batching.rig().simulator.bill().entries();
    }
  }

  @Test
  void the_lines_that_an_empty_purse_cannot_pay_for_are_refused_one_by_one() throws Exception {
    var usual = Plan.USUAL;
    var purse = new Plan.Purse(Optional.of(1L), Optional.empty());
    var plan =
        new Plan(
            usual.seed(),
            usual.latency(),
            usual.limits(),
            usual.jobs(),
            Map.of(Rig.KEY, purse),
            List.of());
    try (var batching = new Batching(Rig.start(plan))) {
      var batch = batching.after(Duration.ofMinutes(5), batching.begin(Batching.lines(3)));

      assertThat(batch.at("/request_counts/completed").intValue()).isEqualTo(1);
      assertThat(batch.at("/request_counts/failed").intValue()).isEqualTo(2);
      assertThat(batching.results(batch, "error_file_id"))
          .allMatch(
              line -> line.at("/response/body/error/code").asString().equals("insufficient_quota"));
    }
  }

  @Test
  void a_line_whose_stream_is_no_boolean_is_an_error_of_that_line() throws Exception {
    try (var batching = new Batching(Rig.start())) {
      var body = "{\"model\": \"gpt-4o-mini\", \"messages\": [], \"stream\": \"please\"}";
      var lines = Batching.line("r-1", "/v1/chat/completions", body);

      var batch =
          batching.after(Duration.ofMinutes(5), batching.begin("/v1/chat/completions", lines));

      assertThat(Batching.status(batch)).isEqualTo("completed");
      assertThat(batch.at("/request_counts/failed").intValue()).isEqualTo(1);
    }
  }
}
