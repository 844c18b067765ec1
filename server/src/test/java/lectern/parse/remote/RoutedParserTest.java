package lectern.parse.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import lectern.document.Failure.Reason;
import lectern.document.ReadBy;
import lectern.parse.DocumentParser.Filed;
import lectern.parse.Parsing;
import lectern.parse.remote.PaidBench.Taken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whoever reads a document says so, and when it is not the first choice, why.
@Timeout(60)
class RoutedParserTest extends PaidCase {
  RoutedParserTest() throws Exception {}

  @Test
  void the_provider_reads_and_its_pages_say_so() throws Exception {
    try (var bench = bench(NO_TROUBLE)) {
      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(parsing).isEqualTo(FIVE_PAGES);
      assertThat(taken.readBy).containsExactly(new ReadBy(PaidBench.AGENTIC, Optional.empty()));
      assertThat(taken.parsers()).containsOnly(PaidBench.AGENTIC);
      assertThat(taken.pages.getFirst().markdown()).contains("Wendlebrook");
    }
  }

  @Test
  void pages_that_are_kept_are_not_handed_over_again() throws Exception {
    try (var bench = bench(NO_TROUBLE)) {
      bench.parser().parse(PaidBench.filed(document), 0, new Taken());
      var begun = new ReadBy(PaidBench.AGENTIC, Optional.empty());
      var filed = new Filed(document, PaidBench.filed(document).file(), Optional.of(begun));

      bench.parser().parse(filed, 3, taken);

      assertThat(taken.pages).extracting(it -> it.number()).containsExactly(4, 5);
    }
  }

  @Test
  void a_document_that_was_begun_here_is_read_on_here() throws Exception {
    try (var bench = bench(NO_TROUBLE)) {
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
    try (var bench = bench(NO_TROUBLE)) {
      var begun = new ReadBy("llamaparse/fast", Optional.empty());
      var filed = new Filed(document, PaidBench.filed(document).file(), Optional.of(begun));

      bench.parser().parse(filed, 3, taken);

      assertThat(taken.pages).hasSize(5);
    }
  }

  @Test
  void a_job_that_runs_for_ever_is_ended_and_the_document_read_here() throws Exception {
    try (var bench = bench(PaidBench.onUpload("call: 1", "job: stuck_running"))) {
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
    try (var bench = bench(PaidBench.onUpload("call: 1", "job: {pages_fail: [2]}"))) {
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
    try (var bench = bench(PaidBench.onUpload("call: 1", "job: {fails: " + code + "}"))) {
      var parsing = bench.parser().parse(PaidBench.filed(document), 0, taken);

      assertThat(((Parsing.Failed) parsing).failure().reason()).isEqualTo(reason);
      assertThat(taken.pages).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_token, 'does not accept the API key'",
    "out_of_credits, 'credit is used up'"
  })
  void what_an_operator_must_mend_is_read_here_and_told(String error, String words)
      throws Exception {
    try (var bench = bench(PaidBench.onUpload("calls: 1-", "error: " + error))) {
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
    try (var bench = bench(PaidBench.onUpload("calls: 1-", "error: out_of_credits"))) {
      var parsing = bench.parser(PaidBench.AGENTIC).parse(PaidBench.filed(document), 0, taken);

      var later = (Parsing.Later) parsing;
      assertThat(later.reason()).contains("credit is used up");
      assertThat(later.pause()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
      assertThat(taken.readBy).isEmpty();
    }
  }
}
