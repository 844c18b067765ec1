package lectern.simulator.llamaparse;

import static lectern.simulator.llamaparse.Rig.AGENTIC;
import static org.assertj.core.api.Assertions.assertThat;

import lectern.simulator.llamaparse.Rig.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersTest {
  private static final String PARSE = "/api/v2/parse";

  @Test
  void a_pdf_that_asks_for_a_password_fails_the_job_and_not_the_request() throws Exception {
    try (var rig = Rig.start()) {
      var created = rig.parse(AGENTIC, Pdf.locked());
      rig.pass(10);

      var job = rig.read(Rig.json(created).path("id").asString(), "").path("job");

      assertThat(created.statusCode()).isEqualTo(200);
      assertThat(job.path("status").asString()).isEqualTo("FAILED");
      assertThat(job.path("error_message").asString()).contains("PDF_IS_PROTECTED");
      assertThat(job.has("error_code")).isFalse();
    }
  }

  @Test
  void a_broken_pdf_fails_the_job() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Upload.text("broken.pdf", "%PDF-1.7\nno more than this"));
      rig.pass(10);

      var message = rig.read(id, "").path("job").path("error_message").asString();

      assertThat(message).contains("PDF_IS_BROKEN");
    }
  }

  @Test
  void pages_are_counted_from_one() throws Exception {
    try (var rig = Rig.start()) {
      var ranges = "{\"max_pages\": 1, \"target_pages\": \"1,3-4\"}";

      var id = rig.job(configuration("page_ranges", ranges), Pdf.pages(5));
      rig.pass(10);

      var pages = rig.read(id, "?expand=text").path("text").path("pages");
      assertThat(pages.findValuesAsString("page_number")).containsExactly("1", "3", "4");
    }
  }

  private static String configuration(String name, String value) {
    return "{\"tier\": \"agentic\", \"version\": \"latest\", \"" + name + "\": " + value + "}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3-1", "one", "1,,2", "-3"})
  void malformed_pages_are_refused(String pages) throws Exception {
    try (var rig = Rig.start()) {
      var ranges = "{\"target_pages\": \"" + pages + "\"}";

      var refused = rig.parse(configuration("page_ranges", ranges), Pdf.pages(1));

      var problem = Rig.json(refused).path("detail").path(0);
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(problem.path("loc").toString())
          .isEqualTo("[\"body\",\"configuration\",\"page_ranges\",\"target_pages\"]");
    }
  }

  @Test
  void pages_that_do_not_exist_are_no_data() throws Exception {
    try (var rig = Rig.start()) {
      var ranges = "{\"target_pages\": \"7-9\"}";

      var id = rig.job(configuration("page_ranges", ranges), Pdf.pages(2));
      rig.pass(10);

      assertThat(rig.read(id, "").path("job").path("error_message").asString())
          .contains("NO_DATA_FOUND_IN_FILE");
    }
  }

  @Test
  void tier_and_version_are_required() throws Exception {
    try (var rig = Rig.start()) {
      var refused = rig.post(PARSE, "{\"file_id\": \"dfl-1\"}");

      var detail = Rig.json(refused).path("detail");
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(detail.path(0).path("loc").toString()).isEqualTo("[\"body\",\"tier\"]");
      assertThat(detail.path(0).path("msg").asString()).isEqualTo("Field required");
      assertThat(detail.path(0).path("type").asString()).isEqualTo("missing");
      assertThat(detail.path(0).path("input").isObject()).isTrue();
      assertThat(detail.path(1).path("loc").toString()).isEqualTo("[\"body\",\"version\"]");
    }
  }

  @Test
  void a_version_must_be_one_of_its_tier() throws Exception {
    try (var rig = Rig.start()) {
      var versions = Rig.json(rig.get(PARSE + "/versions"));

      var refused = rig.parse("{\"tier\": \"fast\", \"version\": \"2026-09-07\"}", Pdf.pages(1));

      assertThat(versions.path("agentic").toString()).contains("2026-09-07");
      assertThat(versions.path("latest").path("fast").asString()).isEqualTo("2026-06-15");
      assertThat(refused.statusCode()).isEqualTo(422);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\"file_id\": \"dfl-1\", \"source_url\": \"http://localhost/a.pdf\","})
  void exactly_one_of_file_id_and_source_url_is_wanted(String source) throws Exception {
    try (var rig = Rig.start()) {
      var refused =
          rig.post(PARSE, "{" + source + " \"tier\": \"agentic\", \"version\": \"latest\"}");

      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("exactly one of file_id and source_url");
    }
  }

  @Test
  void an_unknown_file_or_job_is_not_found() throws Exception {
    try (var rig = Rig.start()) {
      var file =
          rig.post(PARSE, "{\"file_id\": \"dfl-1\", \"tier\": \"fast\", \"version\": \"latest\"}");
      var job = rig.get(PARSE + "/pjb-1");

      assertThat(file.statusCode()).isEqualTo(404);
      assertThat(file.body()).isEqualTo("{\"detail\":\"File not found\"}");
      assertThat(job.statusCode()).isEqualTo(404);
      assertThat(job.body()).isEqualTo("{\"detail\":\"Job not found\"}");
    }
  }

  @Test
  void the_job_of_another_key_is_not_found() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Pdf.pages(1));

      var other =
          rig.send(rig.bare(PARSE + "/" + id).header("Authorization", "Bearer llx-another"));

      assertThat(other.statusCode()).isEqualTo(404);
    }
  }

  @Test
  void source_url_is_fetched_from_this_machine_only() throws Exception {
    try (var rig = Rig.start()) {
      var refused =
          rig.post(PARSE, configuration("source_url", "\"http://169.254.169.254/a.pdf\""));

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("from this machine only");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"program.exe", "noextension"})
  void an_unsupported_extension_is_refused_at_upload(String name) throws Exception {
    try (var rig = Rig.start()) {
      assertThat(rig.parse(AGENTIC, Upload.text(name, "x")).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void an_empty_file_is_refused_at_upload() throws Exception {
    try (var rig = Rig.start()) {
      assertThat(rig.parse(AGENTIC, Upload.text("empty.pdf", "")).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void a_configuration_that_is_no_json_is_refused() throws Exception {
    try (var rig = Rig.start()) {
      var refused = rig.parse("{tier: agentic}", Pdf.pages(1));

      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("json_invalid");
    }
  }

  @Test
  void source_url_is_fetched_when_the_job_is_created() throws Exception {
    try (var rig = Rig.start();
        var site = new Receiver()) {
      var text = rig.post(PARSE, configuration("source_url", "\"" + site.url() + ".md\""));
      var unknown = rig.post(PARSE, configuration("source_url", "\"" + site.url() + "\""));
      rig.pass(10);

      var read = rig.read(Rig.json(text).path("id").asString(), "?expand=markdown_full");
      var failed = rig.read(Rig.json(unknown).path("id").asString(), "").path("job");
      assertThat(read.path("markdown_full").asString()).isEqualTo(Receiver.ANSWER);
      assertThat(failed.path("error_message").asString()).startsWith("UNSUPPORTED_FILE_TYPE");
    }
  }
}
