package lectern.parse.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.Failure.Reason;
import lectern.parse.Parsing;
import lectern.parse.remote.PaidBench.Taken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What was paid for is not paid for again, whatever happens on the way.
@Timeout(60)
class PaidOnceTest extends PaidCase {
  private static final String RECIPE =
      "llamaparse agentic@2026-09-07 tables=markdown pages_may_fail=0.5";

  PaidOnceTest() throws Exception {}

  @Test
  void the_same_bytes_are_paid_once_also_in_another_workspace() throws Exception {
    try (var bench = bench(NO_TROUBLE)) {
      bench.parser().parse(PaidBench.filed(document), 0, taken);

      var parsing = bench.parser().parse(PaidBench.filed(copy()), 0, new Taken());

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"reset", "hang"})
  void a_job_whose_create_reply_was_lost_is_found_and_not_paid_twice(String way) throws Exception {
    try (var bench = bench(PaidBench.onUpload("call: 1", "lose_answer: " + way))) {
      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(1);
    }
  }

  @Test
  void a_create_that_was_surely_not_served_is_repeated() throws Exception {
    try (var bench = bench(PaidBench.onUpload("call: 1", "reset: before_headers"))) {
      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(1);
    }
  }

  @Test
  void a_page_of_a_proxy_is_no_answer() throws Exception {
    try (var bench = bench(PaidBench.onUpload("call: 1", "html: 502"))) {
      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(1);
    }
  }

  @Test
  void after_a_crash_the_job_is_adopted() throws Exception {
    try (var bench = bench(NO_TROUBLE)) {
      crashWhileWaiting(bench);

      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(1);
    }
  }

  @Test
  void after_a_crash_before_the_reply_the_job_is_looked_up() throws Exception {
    try (var bench = bench(PaidBench.onUpload("call: 1", "lose_answer: reset"))) {
      var parser = bench.parser();
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> parser.parse(PaidBench.filed(document), 0, taken))
          .isInstanceOf(InterruptedException.class);

      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(1);
    }
  }

  @Test
  void a_page_of_a_proxy_does_not_say_that_a_job_is_gone() throws Exception {
    var page = "reply: {status: 404, type: text/html, body: '<title>404</title>'}";
    try (var bench = bench(on("llamaparse.parse.get", "call: 1", page))) {
      bench.parser("llamaparse/agentic").parse(PaidBench.filed(document), 0, new Taken());

      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(taken.parsers()).containsOnly("llamaparse/agentic");
      assertThat(bench.uploads()).isEqualTo(1);
    }
  }

  @Test
  void a_list_that_cannot_be_read_does_not_say_that_a_job_is_gone() throws Exception {
    var lost = PaidBench.onUpload("call: 1", "lose_answer: reset");
    var noList = "reply: {status: 404, body: '{\"detail\": \"Not Found\"}'}";
    try (var bench = bench(lost + rule("llamaparse.parse.list", "call: 1", noList))) {
      bench.parser("llamaparse/agentic").parse(PaidBench.filed(document), 0, new Taken());

      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(1);
    }
  }

  private static String on(String endpoint, String which, String what) {
    return "faults:\n" + rule(endpoint, which, what);
  }

  private static String rule(String endpoint, String which, String what) {
    return "  - {name: trouble at %1$s, on: {endpoint: %1$s, %2$s}, do: {%3$s}}\n"
        .formatted(endpoint, which, what);
  }

  @Test
  void a_failed_document_is_tried_again_without_the_providers_cache() throws Exception {
    try (var bench = bench(PaidBench.onUpload("call: 1", "job: {fails: PDF_IS_BROKEN}"))) {
      bench.parser().parse(PaidBench.filed(document), 0, new Taken());

      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(2);
    }
  }

  @Test
  void the_job_of_a_deleted_document_is_ended() throws Exception {
    try (var bench = bench(NO_TROUBLE)) {
      crashWhileWaiting(bench);
      var job = bench.jobs.open(document.sha256(), RECIPE).orElseThrow();

      bench.parser().forget(document.sha256());

      assertThat(bench.job(job.id().orElseThrow()).status()).isEqualTo("CANCELLED");
      assertThat(bench.jobs.open(document.sha256(), RECIPE)).isEmpty();
    }
  }

  @Test
  void nothing_is_kept_of_a_deleted_document() throws Exception {
    try (var bench = bench(NO_TROUBLE)) {
      var parser = bench.parser();
      parser.parse(PaidBench.filed(document), 0, taken);

      parser.forget(document.sha256());

      var left =
          bench
              .database
              .jdbi()
              .withHandle(handle ->
                  handle
                      .createQuery(
                          "select (select count(*) from parse_result)"
                              + " + (select count(*) from paid_parse)")
                      .mapTo(Integer.class)
                      .one());
      assertThat(left).isZero();
    }
  }

  @Test
  void a_job_that_was_left_is_adopted_by_another_document_with_the_same_bytes() throws Exception {
    try (var bench = bench(NO_TROUBLE)) {
      crashWhileWaiting(bench);

      var parsing = bench.parser().parse(PaidBench.filed(copy()), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(1);
    }
  }

  @Test
  void a_job_that_another_document_needs_is_not_ended() throws Exception {
    try (var bench = bench(NO_TROUBLE)) {
      crashWhileWaiting(bench);
      bench.receive(copy());

      bench.parser().forget(document.sha256());

      var job = bench.jobs.open(document.sha256(), RECIPE).orElseThrow();
      assertThat(bench.job(job.id().orElseThrow()).status()).isNotEqualTo("CANCELLED");
    }
  }

  @Test
  void the_job_of_a_document_that_was_deleted_while_it_was_sent_is_ended() throws Exception {
    try (var bench = bench(PaidBench.onUpload("call: 1", "lose_answer: reset"))) {
      bench.time.interruptNextPause();
      var parser = bench.parser();
      assertThatThrownBy(() -> parser.parse(PaidBench.filed(document), 0, taken))
          .isInstanceOf(InterruptedException.class);
      assertThat(bench.jobs.open(document.sha256(), RECIPE).orElseThrow().id()).isEmpty();

      parser.forget(document.sha256());

      assertThat(bench.statuses()).containsExactly("CANCELLED");
    }
  }

  @Test
  void a_document_that_was_too_large_costs_nothing_again_under_a_higher_limit() throws Exception {
    try (var bench = bench(NO_TROUBLE)) {
      bench.maxChars = 100;
      var tooLarge = bench.parser().parse(PaidBench.filed(document), 0, new Taken());
      bench.maxChars = 1_000_000;

      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(((Parsing.Failed) tooLarge).failure().reason()).isEqualTo(Reason.TOO_LARGE);
      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(1);
    }
  }

  private Document copy() {
    return new Document(
        DocumentId.create(),
        PaidBench.OTHERS,
        document.sha256(),
        "copy.pdf",
        document.sizeBytes(),
        document.receivedAt());
  }

  private void crashWhileWaiting(PaidBench bench) {
    bench.waker = (_, _) -> crash();
    var parser = bench.parser();
    assertThatThrownBy(() -> parser.parse(PaidBench.filed(document), 0, taken))
        .isInstanceOf(InterruptedException.class);
    bench.waker = (_, pause) -> bench.time.pause(pause);
  }

  private static void crash() throws InterruptedException {
    throw new InterruptedException("the process is killed");
  }
}
