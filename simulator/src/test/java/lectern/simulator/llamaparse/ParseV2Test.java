package lectern.simulator.llamaparse;

import static lectern.simulator.llamaparse.Rig.AGENTIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import lectern.simulator.llamaparse.Rig.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ParseV2Test {
  private static final String PARSE = "/api/v2/parse";

  @Test
  void create_answers_a_flat_job_and_get_a_wrapped_one() throws Exception {
    try (var rig = Rig.start()) {
      var created = rig.parse(AGENTIC, Pdf.pages(2));

      var job = Rig.json(created);
      var read = rig.read(job.path("id").asString(), "");

      assertThat(created.statusCode()).isEqualTo(200);
      assertThat(job.path("id").asString()).startsWith("pjb-");
      assertThat(job.path("status").asString()).isEqualTo("PENDING");
      assertThat(job.path("usage").isNull()).isTrue();
      assertThat(read.has("id")).isFalse();
      assertThat(read.path("job").path("id")).isEqualTo(job.path("id"));
    }
  }

  @Test
  void a_job_is_pending_then_runs_then_is_completed() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Pdf.pages(10));

      var atFirst = rig.status(id);
      rig.pass(2);
      var then = rig.status(id);
      rig.pass(2);

      assertThat(atFirst).isEqualTo("PENDING");
      assertThat(then).isEqualTo("RUNNING");
      assertThat(rig.status(id)).isEqualTo("COMPLETED");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"?expand=markdown&expand=text", "?expand=markdown,text"})
  void expand_may_be_repeated_or_joined_by_commas(String query) throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Pdf.pages(2));
      rig.pass(10);

      var read = rig.read(id, query);

      assertThat(read.path("markdown").path("pages").path(1).path("markdown").asString())
          .isEqualTo("# Page 2\n\nThe text of page 2 is here.");
      assertThat(read.path("markdown").path("pages").path(1).path("success").asBoolean()).isTrue();
      assertThat(read.path("text").path("pages").path(0).path("text").asString())
          .isEqualTo("Page 1\nThe text of page 1 is here.");
    }
  }

  @Test
  void what_is_expanded_of_an_unfinished_job_is_null() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Pdf.pages(1));

      var read = rig.read(id, "?expand=markdown,items,markdown_content_metadata");

      assertThat(read.path("markdown").isNull()).isTrue();
      assertThat(read.path("items").isNull()).isTrue();
      assertThat(read.path("result_content_metadata").path("markdown").isNull()).isTrue();
    }
  }

  @Test
  void items_have_boxes_and_pages_their_size() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Pdf.pages(1));
      rig.pass(10);

      var page = rig.read(id, "?expand=items").path("items").path("pages").path(0);

      var heading = page.path("items").path(0);
      assertThat(page.path("page_width").asDouble()).isEqualTo(612);
      assertThat(heading.path("type").asString()).isEqualTo("heading");
      assertThat(heading.path("level").asInt()).isEqualTo(1);
      assertThat(heading.path("bbox").path(0).path("x").asDouble()).isEqualTo(72);
      assertThat(heading.path("bbox").path(0).path("w").asDouble()).isPositive();
    }
  }

  @Test
  void everything_that_may_be_expanded_is_there() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Pdf.pages(2));
      rig.pass(10);

      var read =
          rig.read(
              id,
              "?expand=metadata,markdown_full,text_full,forms"
                  + "&expand=job_metadata,usage,images_content_metadata");

      var confidence = read.path("metadata").path("pages").path(0).path("confidence").asDouble();
      assertThat(confidence).isBetween(0.9, 1.0);
      assertThat(read.path("markdown_full").asString()).contains("# Page 1", "# Page 2");
      assertThat(read.path("text_full").asString()).contains("Page 1", "Page 2");
      assertThat(read.path("forms").path("pages").isArray()).isTrue();
      assertThat(read.path("job_metadata").path("job_pages").asInt()).isEqualTo(2);
      assertThat(read.path("job").path("usage").path("credits").asInt()).isEqualTo(20);
      assertThat(read.has("usage")).isFalse();
      assertThat(read.path("images_content_metadata").path("total_count").asInt()).isZero();
    }
  }

  @Test
  void an_unknown_expand_value_is_refused() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Pdf.pages(1));

      assertThat(rig.get(PARSE + "/" + id + "?expand=markdwon").statusCode()).isEqualTo(422);
    }
  }

  @Test
  void usage_is_null_until_it_is_billed_even_when_the_job_is_completed() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Pdf.pages(1));
      rig.pass(3);

      var completed = rig.read(id, "?expand=usage").path("job");
      rig.pass(3);
      var billed = rig.read(id, "?expand=usage").path("job");

      assertThat(completed.path("status").asString()).isEqualTo("COMPLETED");
      assertThat(completed.path("usage").isNull()).isTrue();
      assertThat(billed.path("usage").path("credits").asInt()).isEqualTo(10);
    }
  }

  @Test
  void results_can_be_downloaded_without_a_key() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Pdf.pages(1));
      rig.pass(10);
      var all =
          rig.read(id, "?expand=markdown_content_metadata,text_full_content_metadata")
              .path("result_content_metadata");

      var markdown = download(rig, all.path("markdown"));
      var text = download(rig, all.path("text_full"));

      assertThat(Rig.json(markdown).path("pages").path(0).path("page_number").asInt()).isEqualTo(1);
      assertThat(text.body()).isEqualTo("Page 1\nThe text of page 1 is here.");
      assertThat(text.body()).hasSize(all.path("text_full").path("size_bytes").asInt());
    }
  }

  private static HttpResponse<String> download(Rig rig, JsonNode metadata) throws Exception {
    var url = metadata.path("presigned_url").asString();
    return rig.send(rig.bare(url.substring(rig.simulator.llamaParseUrl().toString().length())));
  }

  @Test
  void what_a_job_does_not_make_does_not_exist_as_a_file() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Pdf.pages(1));
      rig.pass(10);

      var xlsx =
          rig.read(id, "?expand=xlsx_content_metadata")
              .path("result_content_metadata")
              .path("xlsx");

      assertThat(xlsx.path("exists").asBoolean()).isFalse();
      assertThat(xlsx.path("presigned_url").isNull()).isTrue();
    }
  }

  @Test
  void tables_are_html_unless_asked_otherwise() throws Exception {
    try (var rig = Rig.start()) {
      var table = Pdf.table(List.of(List.of("Item", "Price"), List.of("Pump", "12 & up")));
      var pipes =
          """
          {"tier": "agentic", "version": "latest",
           "output_options": {"markdown": {"tables": {"output_tables_as_markdown": true}}}}
          """;

      var html = markdown(rig, rig.job(AGENTIC, table));
      var piped = markdown(rig, rig.job(pipes, table));

      assertThat(html).contains("<table>", "<th>Price</th>", "<td>12 &amp; up</td>");
      assertThat(piped).isEqualTo("| Item | Price |\n| --- | --- |\n| Pump | 12 & up |");
    }
  }

  private static String markdown(Rig rig, String id) throws Exception {
    rig.pass(10);
    return rig.read(id, "?expand=markdown_full").path("markdown_full").asString();
  }

  @Test
  void an_old_version_of_fast_has_no_markdown() throws Exception {
    try (var rig = Rig.start()) {
      var old = rig.job("{\"tier\": \"fast\", \"version\": \"2025-12-11\"}", Pdf.pages(1));
      var latest = rig.job("{\"tier\": \"fast\", \"version\": \"latest\"}", Pdf.pages(1));
      rig.pass(10);

      var without = rig.read(old, "?expand=markdown,items,text");
      var with = rig.read(latest, "?expand=markdown,items");

      assertThat(without.path("markdown").isNull()).isTrue();
      assertThat(without.path("items").isNull()).isTrue();
      assertThat(without.path("text").path("pages").size()).isEqualTo(1);
      assertThat(with.path("markdown").path("pages").size()).isEqualTo(1);
    }
  }

  @Test
  void text_is_taken_as_it_stands() throws Exception {
    try (var rig = Rig.start()) {
      var text = Upload.text("notes.md", "# Notes\n\n* one\n\fSecond page");

      var id = rig.job(AGENTIC, text);
      rig.pass(10);

      var pages = rig.read(id, "?expand=markdown").path("markdown").path("pages");
      assertThat(pages.path(0).path("markdown").asString()).isEqualTo("# Notes\n\n* one");
      assertThat(pages.path(1).path("markdown").asString()).isEqualTo("Second page");
    }
  }

  @Test
  void a_spreadsheet_costs_one_credit_a_sheet() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Upload.text("sums.csv", "a,\"b, c\"\n1,2\n"));
      rig.pass(10);

      var read = rig.read(id, "?expand=usage,markdown_full");

      assertThat(read.path("markdown_full").asString()).contains("<th>b, c</th>");
      assertThat(read.path("job").path("usage").path("credits").asInt()).isEqualTo(1);
    }
  }

  @Test
  void a_file_that_is_not_read_says_so() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Upload.text("letter.docx", "whatever"));

      assertThat(markdown(rig, id)).contains("# letter.docx", "does not read files of type .docx");
    }
  }

  @Test
  void jobs_are_listed_newest_first_and_page_by_page() throws Exception {
    try (var rig = Rig.start()) {
      var first = rig.job(AGENTIC, Pdf.pages(1));
      rig.pass(10);
      var second = rig.job(AGENTIC, Pdf.pages(2));

      var page = Rig.json(rig.get(PARSE + "?page_size=1"));
      var token = page.path("next_page_token").asString();
      var rest = Rig.json(rig.get(PARSE + "?page_size=1&page_token=" + token));
      var completed = Rig.json(rig.get(PARSE + "?status=COMPLETED"));
      var late = Rig.json(rig.get(PARSE + "?created_at_on_or_after=2026-01-01T00:00:05Z"));

      assertThat(page.path("items").findValuesAsString("id")).containsExactly(second);
      assertThat(page.path("total_size").asInt()).isEqualTo(2);
      assertThat(rest.path("items").findValuesAsString("id")).containsExactly(first);
      assertThat(rest.path("next_page_token").isNull()).isTrue();
      assertThat(completed.path("items").findValuesAsString("id")).containsExactly(first);
      assertThat(late.path("items").findValuesAsString("id")).containsExactly(second);
      assertThat(rig.get(PARSE + "?page_size=0").statusCode()).isEqualTo(422);
    }
  }

  @Test
  void only_a_job_that_is_over_can_be_deleted() throws Exception {
    try (var rig = Rig.start()) {
      var id = rig.job(AGENTIC, Pdf.pages(1));

      var early = rig.delete(PARSE + "/" + id);
      rig.pass(10);
      var deleted = rig.delete(PARSE + "/" + id);

      assertThat(early.statusCode()).isEqualTo(400);
      assertThat(deleted.statusCode()).isEqualTo(200);
      assertThat(Rig.json(deleted).path("id").asString()).isEqualTo(id);
      assertThat(rig.get(PARSE + "/" + id).statusCode()).isEqualTo(404);
    }
  }
}
