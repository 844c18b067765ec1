package lectern.simulator.llamaparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lectern.simulator.bill.Charge.Credits;
import lectern.simulator.fault.Fault.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsingV1Test {
  private static final String V1 = "/api/v1/parsing";

  private static String upload(Rig rig, Rig.Upload file, String... fields) throws Exception {
    return Rig.json(rig.upload(V1 + "/upload", file, fields)).path("id").asString();
  }

  @ParameterizedTest
  @ValueSource(strings = {V1, "/api/parsing"})
  void old_clients_call_it_without_v1(String path) throws Exception {
    try (var rig = Rig.start()) {
      var created = Rig.json(rig.upload(path + "/upload", Pdf.pages(1)));
      rig.pass(10);
      var job = path + "/job/" + created.path("id").asString();

      var status = Rig.json(rig.get(job));
      var result = Rig.json(rig.get(job + "/result/markdown"));

      assertThat(created.path("status").asString()).isEqualTo("PENDING");
      assertThat(created.path("error_code").isNull()).isTrue();
      assertThat(status.path("status").asString()).isEqualTo("SUCCESS");
      assertThat(result.path("markdown").asString()).startsWith("# Page 1");
      assertThat(result.path("job_metadata").path("job_pages").asInt()).isEqualTo(1);
    }
  }

  @Test
  void a_result_before_completion_is_a_404_that_does_not_mean_gone() throws Exception {
    try (var rig = Rig.start()) {
      var id = upload(rig, Pdf.pages(1));

      var early = rig.get(V1 + "/job/" + id + "/result/markdown");

      assertThat(early.statusCode()).isEqualTo(404);
      assertThat(early.body())
          .isEqualTo(
              "{\"detail\":\"Result for Parsing Job "
                  + id
                  + " not found. Check job status to see if it has completed.\"}");
    }
  }

  @Test
  void a_running_job_is_pending() throws Exception {
    try (var rig = Rig.start()) {
      var id = upload(rig, Pdf.pages(10));
      rig.pass(2);

      assertThat(rig.status(id)).isEqualTo("RUNNING");
      assertThat(Rig.json(rig.get(V1 + "/job/" + id)).path("status").asString())
          .isEqualTo("PENDING");
    }
  }

  @Test
  void pages_are_counted_from_zero_when_asked_for_and_from_one_when_answered() throws Exception {
    try (var rig = Rig.start()) {
      var id = upload(rig, Pdf.pages(4), "target_pages", "0,2-3");
      rig.pass(10);

      var pages = Rig.json(rig.get(V1 + "/job/" + id + "/result/json")).path("pages");

      assertThat(pages.findValuesAsString("page")).containsExactly("1", "3", "4");
    }
  }

  @Test
  void failed_pages_make_a_partial_success() throws Exception {
    try (var rig = Rig.start(Rig.fate(new Fate.PagesFail(List.of(2))))) {
      var id = upload(rig, Pdf.pages(3), "page_error_tolerance", "0.5");
      rig.pass(10);

      var job = Rig.json(rig.get(V1 + "/job/" + id));
      var text = Rig.json(rig.get(V1 + "/job/" + id + "/result/text")).path("text").asString();

      assertThat(job.path("status").asString()).isEqualTo("PARTIAL_SUCCESS");
      assertThat(text).contains("Page 1", "Page 3").doesNotContain("Page 2");
    }
  }

  @Test
  void a_job_that_failed_has_an_error_code() throws Exception {
    try (var rig = Rig.start()) {
      var id = upload(rig, Pdf.locked());
      rig.pass(10);

      var job = Rig.json(rig.get(V1 + "/job/" + id));

      assertThat(job.path("status").asString()).isEqualTo("ERROR");
      assertThat(job.path("error_code").asString()).isEqualTo("PDF_IS_PROTECTED");
    }
  }

  @Test
  void pages_are_joined_with_the_separator() throws Exception {
    try (var rig = Rig.start()) {
      var usual = upload(rig, Pdf.pages(2));
      var other =
          upload(rig, Pdf.pages(2), "page_separator", " // ", "page_prefix", "({pageNumber})");
      rig.pass(10);

      var plain = rig.get(V1 + "/job/" + usual + "/result/raw/text").body();
      var marked = rig.get(V1 + "/job/" + other + "/result/raw/markdown").body();

      assertThat(plain).contains("is here.\n---\nPage 2");
      assertThat(marked).startsWith("(1)# Page 1").contains("is here. // (2)# Page 2");
    }
  }

  @Test
  void credits_are_zero_until_billing_settles() throws Exception {
    try (var rig = Rig.start()) {
      var id = upload(rig, Pdf.pages(1), "tier", "agentic");
      rig.pass(3);
      var path = V1 + "/job/" + id + "/result/text";

      var early = Rig.json(rig.get(path)).path("job_metadata");
      rig.pass(3);
      var settled = Rig.json(rig.get(path)).path("job_metadata");

      assertThat(early.path("job_credits_usage").asInt()).isZero();
      assertThat(settled.path("job_credits_usage").asInt()).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "language, en, 3",
    "fast_mode, true, 1",
    "premium_mode, true, 45",
    "parse_mode, parse_page_with_agent, 10",
    "tier, agentic_plus, 45",
    "extract_layout, true, 6",
    "structured_output, true, 6"
  })
  void modes_cost_what_their_tier_does(String name, String value, long credits) throws Exception {
    try (var rig = Rig.start()) {
      upload(rig, Pdf.pages(1), name, value);

      var measure = rig.simulator.bill().entries().getFirst().charge().measure();

      assertThat(measure).isEqualTo(new Credits(credits));
    }
  }

  @Test
  void boxes_are_objects_by_another_name_than_in_v2() throws Exception {
    try (var rig = Rig.start()) {
      var id = upload(rig, Pdf.pages(1));
      rig.pass(10);

      var page = Rig.json(rig.get(V1 + "/job/" + id + "/result/json")).path("pages").path(0);

      assertThat(page.path("items").path(0).path("bBox").path("x").asDouble()).isEqualTo(72);
      assertThat(page.path("items").path(0).path("lvl").asInt()).isEqualTo(1);
    }
  }

  @Test
  void a_job_may_expire_in_the_queue() throws Exception {
    try (var rig = Rig.start(Rig.fate(new Fate.StuckPending()))) {
      var id = upload(rig, Pdf.pages(1), "job_timeout_in_seconds", "120");
      rig.pass(121);

      var job = Rig.json(rig.get(V1 + "/job/" + id));

      assertThat(job.path("error_code").asString()).isEqualTo("EXPIRED");
    }
  }

  @Test
  void one_may_ignore_the_cache_and_yet_fill_it() throws Exception {
    try (var rig = Rig.start()) {
      upload(rig, Pdf.pages(1), "do_not_cache", "true");
      rig.pass(10);
      upload(rig, Pdf.pages(1), "invalidate_cache", "true");
      rig.pass(10);

      upload(rig, Pdf.pages(1));

      assertThat(rig.simulator.bill().entries())
          .extracting(entry -> entry.charge().measure())
          .containsExactly(new Credits(3), new Credits(3), new Credits(0));
    }
  }

  @ParameterizedTest
  @CsvSource({"target_pages, 2-1", "max_pages, many", "fast_mode, perhaps", "tier, best"})
  void a_wrong_field_is_refused(String name, String value) throws Exception {
    try (var rig = Rig.start()) {
      var refused = rig.upload(V1 + "/upload", Pdf.pages(1), name, value);

      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(Rig.json(refused).path("detail").path(0).path("loc").path(1).asString())
          .isEqualTo(name);
    }
  }

  @Test
  void the_rest_is_there() throws Exception {
    try (var rig = Rig.start()) {
      var id = upload(rig, Pdf.pages(1), "language", "de");
      rig.pass(10);
      var job = V1 + "/job/" + id;

      assertThat(rig.get(V1 + "/supported_file_extensions").body()).contains("\".pdf\"");
      assertThat(rig.get(V1 + "/history").body()).contains(id);
      assertThat(rig.get(job + "/details").body()).contains("document.pdf");
      assertThat(rig.get(job + "/parameters").body()).contains("\"language\":\"de\"");
      assertThat(rig.get(job + "/result/structured").body()).contains("\"structured\":null");
      assertThat(rig.get(job + "/result/raw/json").body()).startsWith("[");
      assertThat(rig.get(job + "/result/xlsx").statusCode()).isEqualTo(404);
    }
  }
}
