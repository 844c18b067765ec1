package lectern.simulator.openai;

import static lectern.simulator.openai.Batching.customIds;
import static lectern.simulator.openai.Batching.line;
import static lectern.simulator.openai.Batching.lines;
import static lectern.simulator.openai.Batching.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import lectern.simulator.bill.Bill;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The way of a batch in which nothing goes wrong but its content.
class BatchesTest {
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

  private Batching batching;

  @BeforeEach
  void start() throws Exception {
    batching = new Batching(Rig.start());
  }

  @AfterEach
  void stop() {
    batching.close();
  }

  @Test
  void a_batch_goes_from_validating_over_in_progress_and_finalizing_to_completed()
      throws Exception {
    var id = batching.begin(lines(3));

    assertThat(status(batching.after(STEP, id))).isEqualTo("in_progress");
    var inProgress = batching.after(Duration.ofMillis(40), id);
    assertThat(inProgress.path("request_counts").toString())
        .isEqualTo("{\"total\":3,\"completed\":2,\"failed\":0}");
    assertThat(status(batching.after(Duration.ofMillis(20), id))).isEqualTo("finalizing");
    var done = batching.after(STEP, id);
    assertThat(status(done)).isEqualTo("completed");
    assertThat(done.path("model").asString()).isEqualTo(Batching.MODEL);
    assertThat(done.path("usage").path("total_tokens").asInt()).isEqualTo(9);
    assertThat(done.path("in_progress_at").asLong() - done.path("created_at").asLong())
        .isEqualTo(2);
    assertThat(done.path("expires_at").asLong() - done.path("created_at").asLong())
        .isEqualTo(86_400);
    assertThat(done.path("failed_at").isNull()).isTrue();
  }

  /// Join on `custom_id`, never on the place.
  @Test
  void results_are_not_in_the_order_of_the_lines() throws Exception {
    var done = batching.after(LONG_ENOUGH, batching.begin(lines(20)));

    var ids = customIds(batching.results(done, "output_file_id"));

    assertThat(ids).doesNotHaveDuplicates().hasSize(20).contains("r-1", "r-20");
    assertThat(ids.getFirst() + ids.get(1)).isNotEqualTo("r-1r-2");
  }

  @Test
  void a_result_holds_the_same_body_as_an_answer_by_itself() throws Exception {
    var done = batching.after(LONG_ENOUGH, batching.begin(lines(1)));

    var result = batching.results(done, "output_file_id").getFirst();
    var alone =
        batching
            .rig()
            .post("/embeddings", "{\"model\":\"" + Batching.MODEL + "\",\"input\":\"Text 1\"}");

    assertThat(result.propertyNames()).containsExactly("id", "custom_id", "response", "error");
    assertThat(result.path("id").asString()).startsWith("batch_req_");
    assertThat(result.path("response").path("request_id").asString()).startsWith("req_");
    assertThat(result.path("response").path("status_code").asInt()).isEqualTo(200);
    assertThat(result.path("response").path("body")).isEqualTo(Rig.json(alone));
    assertThat(result.path("error").isNull()).isTrue();
  }

  @Test
  void when_all_lines_are_answered_there_is_no_error_file() throws Exception {
    var done = batching.after(LONG_ENOUGH, batching.begin(lines(2)));

    assertThat(done.path("output_file_id").isString()).isTrue();
    assertThat(done.path("error_file_id").isNull()).isTrue();
  }

  /// "Completed" says only that all were tried: look at the counts.
  @Test
  void a_completed_batch_may_have_failed_in_every_line_and_then_has_no_output_file()
      throws Exception {
    var wrong = "{\"model\":\"" + Batching.MODEL + "\",\"input\":\"\"}";
    var id = batching.begin(line("r-1", wrong) + line("r-2", wrong));

    var done = batching.after(LONG_ENOUGH, id);

    assertThat(status(done)).isEqualTo("completed");
    assertThat(done.path("output_file_id").isNull()).isTrue();
    assertThat(done.path("request_counts").toString())
        .isEqualTo("{\"total\":2,\"completed\":0,\"failed\":2}");
    var error = batching.results(done, "error_file_id").getFirst();
    assertThat(error.path("response").path("status_code").asInt()).isEqualTo(400);
    assertThat(error.path("response").path("body").path("error").path("param").asString())
        .isEqualTo("input");
    assertThat(error.path("error").isNull()).isTrue();
    assertThat(batching.rig().simulator.bill().entries()).isEmpty();
  }

  @Test
  void each_line_is_paid_by_itself_at_half_the_price() throws Exception {
    var bill = batching.rig().simulator.bill();
    batching.after(LONG_ENOUGH, batching.begin(lines(2)));

    assertThat(bill.entries())
        .hasSize(2)
        .allSatisfy(entry -> {
          assertThat(entry.endpoint()).isEqualTo("openai.batches.line");
          assertThat(entry.charge().picoUsd()).isEqualTo(3 * 10_000);
          assertThat(entry.id()).startsWith("batch_req_");
          assertThat(bill.outcome(entry.id())).hasValue(Bill.Outcome.DELIVERED);
        });
  }

  @Test
  void the_same_line_in_two_batches_is_paid_twice_and_seen_as_a_duplicate() throws Exception {
    batching.after(LONG_ENOUGH, batching.begin(lines(1)));
    batching.after(LONG_ENOUGH, batching.begin(lines(1)));

    assertThat(batching.rig().simulator.bill().duplicates()).hasSize(1);
  }

  @Test
  void chats_and_responses_can_be_batched_too() throws Exception {
    var chat =
        """
        {"model":"gpt-4o-mini","messages":[{"role":"user","content":"Hello"}]}\
        """;
    var response =
        """
        {"model":"gpt-4o-mini","input":"Hello"}\
        """;

    var chats = batching.begin("/v1/chat/completions", line("c", "/v1/chat/completions", chat));
    var responses = batching.begin("/v1/responses", line("r", "/v1/responses", response));

    var done = batching.after(LONG_ENOUGH, chats);
    var body = batching.results(done, "output_file_id").getFirst().path("response").path("body");
    assertThat(body.path("object").asString()).isEqualTo("chat.completion");
    assertThat(done.path("usage").path("output_tokens").asInt()).isPositive();
    assertThat(status(batching.batch(responses))).isEqualTo("completed");
  }

  @Test
  void there_is_no_streaming_inside_a_batch() throws Exception {
    var chat =
        """
        {"model":"gpt-4o-mini","stream":true,"messages":[{"role":"user","content":"Hello"}]}\
        """;

    var id = batching.begin("/v1/chat/completions", line("c", "/v1/chat/completions", chat));

    var error = batching.results(batching.after(LONG_ENOUGH, id), "error_file_id").getFirst();
    assertThat(error.path("response").path("body").path("error").path("param").asString())
        .isEqualTo("stream");
  }

  /// The request is taken; only later it shows that nothing can come of it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          invalid_json_line          | 1 | this is no JSON
          invalid_json_line          | 1 | [1, 2]
          missing_required_parameter | 1 | {"method":"POST","url":"/v1/embeddings","body":{}}
          mismatched_url             | 1 | {"custom_id":"a","method":"POST","url":"/v1/x","body":{}}
          model_not_found            | 2 | GOOD{"custom_id":"b","method":"POST","url":"U","body":{}}
          mismatched_model           | 2 | GOOD{"custom_id":"b","method":"POST","url":"U","body":M}
          duplicate_custom_id        | 2 | GOODGOOD
          """)
  void wrong_content_does_not_fail_the_request_but_the_batch(
      String code, int number, String content) throws Exception {
    var file =
        content
            .replace("GOOD", lines(1))
            .replace("\"U\"", "\"/v1/embeddings\"")
            .replace(":M}", ":{\"model\":\"text-embedding-3-large\",\"input\":\"x\"}}");

    var failed = batching.after(LONG_ENOUGH, batching.begin(file));

    assertThat(status(failed)).isEqualTo("failed");
    assertThat(failed.path("failed_at").isNumber()).isTrue();
    assertThat(failed.path("output_file_id").isNull()).isTrue();
    var problems = failed.path("errors").path("data");
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).propertyNames()).containsExactly("code", "message", "param", "line");
    assertThat(problems.get(0).path("code").asString()).isEqualTo(code);
    assertThat(problems.get(0).path("line").asInt()).isEqualTo(number);
  }

  @Test
  void an_empty_file_and_one_with_too_many_lines_fail_without_a_line_number() throws Exception {
    var empty = batching.begin("");
    var tooMany = batching.begin("x\n".repeat(BatchFile.MAX_LINES + 1));

    var failures = List.of(batching.after(LONG_ENOUGH, empty), batching.batch(tooMany));

    assertThat(failures.get(0).path("errors").path("data").toString())
        .contains("\"empty_file\"", "\"line\":null");
    assertThat(failures.get(1).path("errors").path("data").toString())
        .contains("\"too_many_tasks\"", "\"line\":null");
  }

  @Test
  void a_batch_for_a_file_that_is_not_there_is_refused_at_once() throws Exception {
    var answer = batching.rig().post("/batches", Batching.order("file-none", "/v1/embeddings"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Rig.error(answer).path("message").asString())
        .startsWith("Cannot find file file-none, or project proj_");
    assertThat(Rig.error(answer).path("param").asString()).isEqualTo("file_id");
  }

  @Test
  void a_batch_must_say_what_for_and_by_when() throws Exception {
    var rig = batching.rig();
    var file = Rig.json(rig.upload("in.jsonl", "batch", lines(1))).path("id").asString();

    var noWindow =
        rig.post("/batches", "{\"input_file_id\":\"f\",\"endpoint\":\"/v1/embeddings\"}");
    var noFile = rig.post("/batches", "{\"endpoint\":\"/v1/embeddings\"}");
    var otherEndpoint = rig.post("/batches", Batching.order(file, "/v1/audio"));
    var otherWindow =
        rig.post("/batches", Batching.order(file, "/v1/embeddings").replace("24h", "1h"));

    assertThat(Rig.error(noWindow).path("param").asString()).isEqualTo("completion_window");
    assertThat(Rig.error(noFile).path("param").asString()).isEqualTo("input_file_id");
    assertThat(Rig.error(otherEndpoint).path("param").asString()).isEqualTo("endpoint");
    assertThat(Rig.error(otherWindow).path("param").asString()).isEqualTo("completion_window");
  }

  @Test
  void metadata_comes_back_and_batches_are_listed_the_newest_first() throws Exception {
    var rig = batching.rig();
    var first = batching.begin(lines(1));
    rig.time.advance(LONG_ENOUGH);
    var file = Rig.json(rig.upload("in.jsonl", "batch", lines(2))).path("id").asString();
    var order =
        Batching.order(file, "/v1/embeddings").replace("24h\"", "24h\",\"metadata\":{\"a\":\"b\"}");
    var second = Rig.json(rig.post("/batches", order));

    var page = Rig.json(rig.get("/batches?limit=1"));

    assertThat(second.path("metadata").toString()).isEqualTo("{\"a\":\"b\"}");
    assertThat(page.path("data").get(0).path("id")).isEqualTo(second.path("id"));
    assertThat(page.path("has_more").asBoolean()).isTrue();
    var rest = Rig.json(rig.get("/batches?after=" + page.path("last_id").asString()));
    assertThat(rest.path("data").findValuesAsString("id")).containsExactly(first);
    assertThat(rig.get("/batches/batch_none").statusCode()).isEqualTo(404);
  }

  @Test
  void what_a_batch_leaves_behind_can_be_made_to_expire() throws Exception {
    var rig = batching.rig();
    var file = Rig.json(rig.upload("in.jsonl", "batch", lines(1))).path("id").asString();
    var order =
        Batching.order(file, "/v1/embeddings")
            .replace(
                "24h\"",
                "24h\",\"output_expires_after\":{\"anchor\":\"created_at\",\"seconds\":3600}");
    var id = Rig.json(rig.post("/batches", order)).path("id").asString();
    var output = batching.after(LONG_ENOUGH, id).path("output_file_id").asString();

    assertThat(rig.get("/files/" + output).statusCode()).isEqualTo(200);
    rig.time.advance(Duration.ofHours(1));
    assertThat(rig.get("/files/" + output).statusCode()).isEqualTo(404);
  }
}
