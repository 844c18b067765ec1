package lectern.simulator.llamaparse;

import static lectern.simulator.llamaparse.Rig.AGENTIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.simulator.bill.Bill.Outcome;
import lectern.simulator.bill.Charge.Credits;
import lectern.simulator.fault.Fault.Fate;
import lectern.simulator.fault.Plan;
import lectern.simulator.fault.Plan.LlamaParseLimits;
import lectern.simulator.fault.Plan.Purse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsTest {
  private static final String TOLERANT =
      """
      {"tier": "agentic", "version": "latest", "processing_control":
        {"job_failure_conditions": {"allowed_page_failure_ratio": 0.5}}}
      """;

  @ParameterizedTest
  @CsvSource({
    "fast, 1, 1250000000",
    "cost_effective, 3, 3750000000",
    "agentic, 10, 12500000000",
    "agentic_plus, 45, 56250000000"
  })
  void a_page_costs_what_its_tier_does(String tier, long credits, long picoUsd) throws Exception {
    try (var rig = Rig.start()) {
      rig.parse("{\"tier\": \"" + tier + "\", \"version\": \"latest\"}", Pdf.pages(1));

      var charge = rig.simulator.bill().entries().getFirst().charge();

      assertThat(charge.model()).isEqualTo(tier);
      assertThat(charge.measure()).isEqualTo(new Credits(credits));
      assertThat(charge.picoUsd()).isEqualTo(picoUsd);
    }
  }

  @Test
  void high_confidence_costs_five_credits_more_a_page() throws Exception {
    try (var rig = Rig.start()) {
      var high =
          """
          {"tier": "agentic", "version": "latest",
           "processing_options": {"confidence_score_effort": "high"}}
          """;

      rig.parse(high, Pdf.pages(2));

      assertThat(rig.credits()).containsExactly(30L);
    }
  }

  @Test
  void a_completed_job_can_contain_failed_pages() throws Exception {
    try (var rig = Rig.start(Rig.fate(new Fate.PagesFail(List.of(2))))) {
      var id = rig.job(TOLERANT, Pdf.pages(3));
      rig.pass(10);

      var read = rig.read(id, "?expand=markdown,items,usage");

      var page = read.path("markdown").path("pages").path(1);
      assertThat(read.path("job").path("status").asString()).isEqualTo("COMPLETED");
      assertThat(page.path("success").asBoolean(true)).isFalse();
      assertThat(page.path("error").asString()).isNotEmpty();
      assertThat(page.has("markdown")).isFalse();
      assertThat(read.path("items").path("pages").path(1).path("success").asBoolean(true))
          .isFalse();
      assertThat(read.path("job").path("usage").path("credits").asInt()).isEqualTo(20);
    }
  }

  @Test
  void more_failed_pages_than_allowed_fail_the_job() throws Exception {
    try (var rig = Rig.start(Rig.fate(new Fate.PagesFail(List.of(2))))) {
      var id = rig.job(AGENTIC, Pdf.pages(3));
      rig.pass(10);

      assertThat(rig.status(id)).isEqualTo("FAILED");
    }
  }

  @Test
  void a_job_fails_with_the_code_that_the_plan_names_and_is_not_paid() throws Exception {
    try (var rig = Rig.start(Rig.fate(new Fate.Fails("llm_refusal")))) {
      var id = rig.job(AGENTIC, Pdf.pages(1));
      rig.pass(10);

      var job = rig.read(id, "?expand=usage").path("job");

      assertThat(job.path("error_message").asString()).startsWith("llm_refusal: ");
      assertThat(job.path("usage").path("credits").asInt()).isZero();
      assertThat(rig.credits()).containsExactly(10L);
      assertThat(outcomes(rig)).containsExactly(Optional.of(Outcome.VOIDED));
    }
  }

  private static List<Optional<Outcome>> outcomes(Rig rig) {
    var bill = rig.simulator.bill();
    return bill.entries().stream().map(entry -> bill.outcome(entry.id())).toList();
  }

  @Test
  void a_stuck_job_stays_pending_for_ever() throws Exception {
    try (var rig = Rig.start(Rig.fate(new Fate.StuckPending()))) {
      var id = rig.job(AGENTIC, Pdf.pages(1));
      rig.pass(86_400);

      assertThat(rig.status(id)).isEqualTo("PENDING");
    }
  }

  @Test
  void a_stuck_job_runs_for_ever() throws Exception {
    try (var rig = Rig.start(Rig.fate(new Fate.StuckRunning()))) {
      var id = rig.job(AGENTIC, Pdf.pages(1));
      rig.pass(86_400);

      assertThat(rig.status(id)).isEqualTo("RUNNING");
    }
  }

  @Test
  void a_job_is_cancelled_by_somebody_else() throws Exception {
    try (var rig = Rig.start(Rig.fate(new Fate.Cancelled()))) {
      var id = rig.job(AGENTIC, Pdf.pages(1));
      rig.pass(10);

      assertThat(rig.status(id)).isEqualTo("CANCELLED");
      assertThat(outcomes(rig)).containsExactly(Optional.of(Outcome.VOIDED));
    }
  }

  @Test
  void a_job_expires_in_the_queue() throws Exception {
    try (var rig = Rig.start(Rig.fate(new Fate.Expires()))) {
      var id = rig.job(AGENTIC, Pdf.pages(1));
      rig.pass(1801);

      assertThat(rig.read(id, "").path("job").path("error_message").asString())
          .startsWith("EXPIRED");
    }
  }

  @Test
  void a_job_that_is_too_slow_times_out() throws Exception {
    try (var rig = Rig.start(Rig.fate(new Fate.Slow(10_000)))) {
      var id = rig.job(AGENTIC, Pdf.pages(1));

      rig.pass(1700);
      var then = rig.status(id);
      rig.pass(200);

      assertThat(then).isEqualTo("RUNNING");
      assertThat(rig.read(id, "").path("job").path("error_message").asString())
          .startsWith("TIMEOUT");
    }
  }

  @Test
  void usage_may_never_be_settled() throws Exception {
    try (var rig = Rig.start(Rig.fate(new Fate.NeverSettled()))) {
      var id = rig.job(AGENTIC, Pdf.pages(1));
      rig.pass(86_400);

      var job = rig.read(id, "?expand=usage").path("job");

      assertThat(job.path("status").asString()).isEqualTo("COMPLETED");
      assertThat(job.path("usage").isNull()).isTrue();
    }
  }

  @Test
  void cancelling_a_job_takes_its_charge_back() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Pdf.pages(1));

      var cancelled = rig.post("/api/v2/parse/" + id + "/cancel", "{}");
      rig.pass(10);

      assertThat(Rig.json(cancelled).path("status").asString()).isEqualTo("CANCELLED");
      assertThat(rig.status(id)).isEqualTo("CANCELLED");
      assertThat(outcomes(rig)).containsExactly(Optional.of(Outcome.VOIDED));
    }
  }

  @Test
  void a_job_that_is_over_cannot_be_cancelled() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Pdf.pages(1));
      rig.pass(10);

      var refused = rig.post("/api/v2/parse/" + id + "/cancel", "{}");

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("COMPLETED");
    }
  }

  @Test
  void jobs_above_the_concurrency_limit_stay_pending() throws Exception {
    try (var rig = Rig.start(limits(new LlamaParseLimits(50, 50, 1)))) {
      var first = rig.job(AGENTIC, Pdf.pages(10));
      var second = rig.job(AGENTIC, Pdf.pages(11));

      rig.pass(2);
      var waiting = rig.status(second);
      rig.pass(3);

      assertThat(waiting).isEqualTo("PENDING");
      assertThat(rig.status(first)).isEqualTo("COMPLETED");
      assertThat(rig.status(second)).isEqualTo("RUNNING");
    }
  }

  private static Plan limits(LlamaParseLimits limits) {
    var usual = Plan.USUAL;
    var all =
        new Plan.Limits(usual.limits().models(), usual.limits().refused(), Optional.of(limits));
    return new Plan(
        usual.seed(), usual.latency(), all, usual.jobs(), usual.purses(), usual.rules());
  }

  @Test
  void too_many_uploads_are_refused_with_a_429_without_retry_after() throws Exception {
    try (var rig = Rig.start(limits(new LlamaParseLimits(50, 1, 20)))) {
      rig.parse(AGENTIC, Pdf.pages(1));

      var refused = rig.parse(AGENTIC, Pdf.pages(1));
      rig.pass(10);
      var later = rig.parse(AGENTIC, Pdf.pages(1));

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("retry-after")).isEmpty();
      assertThat(Rig.json(refused).path("detail").isString()).isTrue();
      assertThat(later.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_key_without_credits_left_is_refused_with_402() throws Exception {
    var usual = Plan.USUAL;
    var purses = Map.of(Rig.KEY, new Purse(Optional.empty(), Optional.of(10L)));
    var plan =
        new Plan(usual.seed(), usual.latency(), usual.limits(), usual.jobs(), purses, List.of());
    try (var rig = Rig.start(plan)) {
      var paid = rig.parse(AGENTIC, Pdf.pages(1));

      var refused = rig.parse(AGENTIC, Pdf.pages(2));

      assertThat(paid.statusCode()).isEqualTo(200);
      assertThat(refused.statusCode()).isEqualTo(402);
      assertThat(refused.body()).contains("exceeded the maximum number of credits");
      assertThat(rig.simulator.bill().entries()).hasSize(1);
    }
  }

  @Test
  void two_runs_with_one_seed_answer_the_same() throws Exception {
    assertThat(story()).isEqualTo(story());
  }

  private static String story() throws Exception {
    try (var rig = Rig.start()) {
      var created = rig.parse(AGENTIC, Rig.Upload.text("notes.md", "# Notes"));
      rig.pass(10);
      var id = Rig.json(created).path("id").asString();
      var read = rig.read(id, "?expand=markdown,items,metadata,usage");
      return created.body() + read + rig.simulator.bill().entries();
    }
  }
}
