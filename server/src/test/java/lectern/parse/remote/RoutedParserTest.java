package lectern.parse.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import lectern.document.Document;
import lectern.document.DocumentId;
import lectern.document.Failure.Reason;
import lectern.document.ReadBy;
import lectern.document.WorkspaceId;
import lectern.parse.DocumentParser.Filed;
import lectern.parse.Parsing;
import lectern.parse.remote.PaidBench.Taken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every document is read and paid for once, whatever happens on the way; and when it cannot be,
/// the document tells why.
@Timeout(60)
class RoutedParserTest {
  private static final String NO_TROUBLE = "faults: []";
  private static final Parsing FIVE_PAGES = new Parsing.Parsed(5, 0);

  private final Document document = PaidBench.document();
  private final Taken taken = new Taken();

  RoutedParserTest() throws Exception {}

  @Test
  void the_provider_reads_and_its_pages_say_so() throws Exception {
    try (var bench = new PaidBench(NO_TROUBLE)) {
      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(taken.readBy).containsExactly(new ReadBy(PaidBench.AGENTIC, Optional.empty()));
      assertThat(taken.parsers()).containsOnly(PaidBench.AGENTIC);
      assertThat(taken.pages.getFirst().markdown()).contains("Wendlebrook");
    }
  }

  @Test
  void the_same_bytes_are_paid_once_also_in_another_workspace() throws Exception {
    try (var bench = new PaidBench(NO_TROUBLE)) {
      bench.parser().parse(PaidBench.filed(document), 0, taken);
      var other =
          new Document(
              DocumentId.create(),
              new WorkspaceId(java.util.UUID.randomUUID()),
              document.sha256(),
              "copy.pdf",
              document.sizeBytes(),
              document.receivedAt());

      var parsing = bench.parser().parse(PaidBench.filed(other), 0, new Taken());

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(1);
    }
  }

  @Test
  void pages_that_are_kept_are_not_handed_over_again() throws Exception {
    try (var bench = new PaidBench(NO_TROUBLE)) {
      bench.parser().parse(PaidBench.filed(document), 0, new Taken());
      var begun = new ReadBy(PaidBench.AGENTIC, Optional.empty());
      var filed = new Filed(document, PaidBench.filed(document).file(), Optional.of(begun));

      bench.parser().parse(filed, 3, taken);

      assertThat(taken.pages).extracting(it -> it.number()).containsExactly(4, 5);
    }
  }

  @Test
  void a_document_that_was_begun_here_is_read_on_here() throws Exception {
    try (var bench = new PaidBench(NO_TROUBLE)) {
      var begun = new ReadBy("local", Optional.of("it was away"));
      var filed = new Filed(document, PaidBench.filed(document).file(), Optional.of(begun));

      bench.parser().parse(filed, 3, taken);

      assertThat(taken.readBy).containsExactly(begun);
      assertThat(taken.pages).extracting(it -> it.number()).containsExactly(4, 5);
      assertThat(bench.uploads()).isZero();
    }
  }

  @Test
  void a_document_that_another_tier_began_is_read_anew() throws Exception {
    try (var bench = new PaidBench(NO_TROUBLE)) {
      var begun = new ReadBy("llamaparse/fast", Optional.empty());
      var filed = new Filed(document, PaidBench.filed(document).file(), Optional.of(begun));

      bench.parser().parse(filed, 3, taken);

      assertThat(taken.pages).hasSize(5);
    }
  }

  @ParameterizedTest
  @CsvSource({"reset", "hang"})
  void a_job_whose_create_reply_was_lost_is_found_and_not_paid_twice(String way) throws Exception {
    try (var bench = new PaidBench(onUpload("call: 1", "lose_answer: " + way))) {
      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(1);
    }
  }

  @Test
  void a_create_that_was_surely_not_served_is_repeated() throws Exception {
    try (var bench = new PaidBench(onUpload("call: 1", "reset: before_headers"))) {
      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(1);
    }
  }

  @Test
  void a_page_of_a_proxy_is_no_answer() throws Exception {
    try (var bench = new PaidBench(onUpload("call: 1", "html: 502"))) {
      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(1);
    }
  }

  @Test
  void after_a_crash_the_job_is_adopted() throws Exception {
    try (var bench = new PaidBench(NO_TROUBLE)) {
      bench.waker = (_, _) -> crash();
      var parser = bench.parser();
      assertThatThrownBy(() -> parser.parse(PaidBench.filed(document), 0, taken))
          .isInstanceOf(InterruptedException.class);
      bench.waker = (_, pause) -> bench.time.pause(pause);

      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(1);
    }
  }

  @Test
  void after_a_crash_before_the_reply_the_job_is_looked_up() throws Exception {
    try (var bench = new PaidBench(onUpload("call: 1", "lose_answer: reset"))) {
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
  void a_job_that_runs_for_ever_is_ended_and_the_document_read_here() throws Exception {
    try (var bench = new PaidBench(onUpload("call: 1", "job: stuck_running"))) {
      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(taken.parsers()).containsOnly("local");
      assertThat(taken.readBy.getFirst().fallback().orElseThrow()).contains("PT30M");
      assertThat(bench.simulator.bill().entries())
          .allSatisfy(entry -> assertThat(bench.simulator.bill().outcome(entry.id())).isPresent());
    }
  }

  @Test
  void a_page_that_the_provider_failed_to_read_is_read_here() throws Exception {
    try (var bench = new PaidBench(onUpload("call: 1", "job: {pages_fail: [2]}"))) {
      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(taken.parsers())
          .containsExactly(
              PaidBench.AGENTIC, "local", PaidBench.AGENTIC, PaidBench.AGENTIC, PaidBench.AGENTIC);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PDF_IS_PROTECTED, LOCKED",
    "PDF_IS_BROKEN, DAMAGED",
    "NO_DATA_FOUND_IN_FILE, NO_TEXT"
  })
  void what_is_the_documents_own_fault_ends_its_way(String code, Reason reason) throws Exception {
    try (var bench = new PaidBench(onUpload("call: 1", "job: {fails: " + code + "}"))) {
      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(((Parsing.Failed) parsing).failure().reason()).isEqualTo(reason);
      assertThat(taken.pages).isEmpty();
    }
  }

  @Test
  void a_failed_document_is_tried_again_without_the_providers_cache() throws Exception {
    try (var bench = new PaidBench(onUpload("call: 1", "job: {fails: PDF_IS_BROKEN}"))) {
      bench.parser().parse(PaidBench.filed(document), 0, new Taken());

      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(bench.uploads()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_token, 'does not accept the API key'",
    "out_of_credits, 'credit is used up'"
  })
  void what_an_operator_must_mend_is_read_here_and_told(String error, String words)
      throws Exception {
    try (var bench = new PaidBench(onUpload("calls: 1-", "error: " + error))) {
      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(taken.parsers()).containsOnly("local");
      assertThat(taken.readBy.getFirst().fallback().orElseThrow())
          .startsWith(PaidBench.AGENTIC)
          .contains(words);
      assertThat(bench.uploads()).isZero();
    }
  }

  @Test
  void without_a_fallback_the_document_waits() throws Exception {
    try (var bench = new PaidBench(onUpload("calls: 1-", "error: out_of_credits"))) {
      var parsing = bench.parser(PaidBench.AGENTIC).parse(PaidBench.filed(document), 0, taken);

      var later = (Parsing.Later) parsing;
      assertThat(later.reason()).contains("credit is used up");
      assertThat(later.pause()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
      assertThat(taken.readBy).isEmpty();
    }
  }

  @Test
  void the_job_of_a_deleted_document_is_ended() throws Exception {
    try (var bench = new PaidBench(NO_TROUBLE)) {
      bench.waker = (_, _) -> crash();
      var parser = bench.parser();
      assertThatThrownBy(() -> parser.parse(PaidBench.filed(document), 0, taken))
          .isInstanceOf(InterruptedException.class);
      var recipe = "llamaparse agentic@2026-09-07 tables=markdown pages_may_fail=0.5";
      var job = bench.jobs.open(document.id(), recipe).orElseThrow();

      parser.forget(document.id(), document.sha256());

      assertThat(bench.job(job.id().orElseThrow()).status()).isEqualTo("CANCELLED");
      assertThat(bench.jobs.open(document.id(), recipe)).isEmpty();
    }
  }

  @Test
  void nothing_is_kept_of_a_deleted_document() throws Exception {
    try (var bench = new PaidBench(NO_TROUBLE)) {
      var parser = bench.parser();
      parser.parse(PaidBench.filed(document), 0, taken);

      parser.forget(document.id(), document.sha256());

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

  private static void crash() throws InterruptedException {
    throw new InterruptedException("the process is killed");
  }

  private static String onUpload(String which, String what) {
    return """
    faults:
      - {name: trouble, on: {endpoint: llamaparse.parse.upload, %s}, do: {%s}}
    """
        .formatted(which, what);
  }
}
