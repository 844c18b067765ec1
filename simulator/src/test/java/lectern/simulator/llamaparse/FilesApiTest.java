package lectern.simulator.llamaparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import lectern.simulator.llamaparse.Rig.Upload;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FilesApiTest {
  private static final String FILES = "/api/v1/beta/files";
  private static final Upload NOTES = Upload.text("notes.md", "# Notes");

  private static JsonNode upload(Rig rig) throws Exception {
    return Rig.json(rig.upload(FILES, NOTES, "purpose", "parse"));
  }

  private static String presigned(Rig rig, String id) throws Exception {
    var url = Rig.json(rig.get(FILES + "/" + id + "/content")).path("url").asString();
    return url.substring(rig.simulator.llamaParseUrl().toString().length());
  }

  @Test
  void an_uploaded_file_can_be_read_listed_and_deleted() throws Exception {
    try (var rig = Rig.start()) {
      var created = rig.upload(FILES, NOTES, "purpose", "parse", "external_file_id", "e1");
      var id = Rig.json(created).path("id").asString();

      var read = Rig.json(rig.get(FILES + "/" + id));
      var list = Rig.json(rig.get(FILES + "?external_file_id=e1&expand=download_url"));
      var none = Rig.json(rig.get(FILES + "?file_name=other.md"));
      var deleted = rig.delete(FILES + "/" + id);

      assertThat(created.statusCode()).isEqualTo(201);
      assertThat(id).startsWith("dfl-");
      assertThat(read.path("file_type").asString()).isEqualTo("md");
      assertThat(read.path("purpose").asString()).isEqualTo("parse");
      assertThat(list.path("items").path(0).path("download_url").asString()).contains("X-Amz");
      assertThat(none.path("total_size").asInt()).isZero();
      assertThat(deleted.statusCode()).isEqualTo(204);
      assertThat(deleted.body()).isEmpty();
      assertThat(rig.get(FILES + "/" + id).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void a_stored_file_is_parsed_by_its_id() throws Exception {
    try (var rig = Rig.start()) {
      var file = upload(rig).path("id").asString();

      var job =
          rig.post(
              "/api/v2/parse",
              "{\"file_id\": \"" + file + "\", \"tier\": \"agentic\", \"version\": \"latest\"}");
      rig.pass(10);

      var id = Rig.json(job).path("id").asString();
      assertThat(rig.read(id, "?expand=markdown_full").path("markdown_full").asString())
          .isEqualTo("# Notes");
    }
  }

  @Test
  void a_presigned_url_works_without_the_key_and_not_with_it() throws Exception {
    try (var rig = Rig.start()) {
      var path = presigned(rig, upload(rig).path("id").asString());

      var without = rig.send(rig.bare(path));
      var with = rig.get(path);

      assertThat(without.statusCode()).isEqualTo(200);
      assertThat(without.body()).isEqualTo("# Notes");
      assertThat(with.statusCode()).isEqualTo(400);
      assertThat(with.body()).contains("<Code>InvalidArgument</Code>");
    }
  }

  @Test
  void a_presigned_url_expires_with_a_403_in_xml() throws Exception {
    try (var rig = Rig.start()) {
      var path = presigned(rig, upload(rig).path("id").asString());

      rig.pass(901);
      var expired = rig.send(rig.bare(path));

      assertThat(expired.statusCode()).isEqualTo(403);
      assertThat(expired.headers().firstValue("content-type")).contains("application/xml");
      assertThat(expired.body()).contains("<Code>AccessDenied</Code>", "Request has expired");
    }
  }

  @Test
  void a_presigned_url_cannot_be_made_up() throws Exception {
    try (var rig = Rig.start()) {
      var path = presigned(rig, upload(rig).path("id").asString());

      var forged = rig.send(rig.bare(path.replaceAll("Signature=.*", "Signature=00")));

      assertThat(forged.statusCode()).isEqualTo(403);
      assertThat(forged.body()).contains("SignatureDoesNotMatch");
    }
  }

  @Test
  void a_purpose_is_required() throws Exception {
    try (var rig = Rig.start()) {
      assertThat(rig.upload(FILES, NOTES).statusCode()).isEqualTo(422);
      assertThat(rig.upload(FILES, NOTES, "purpose", "fun").statusCode()).isEqualTo(422);
    }
  }

  @Test
  void a_file_is_gone_after_48_hours() throws Exception {
    try (var rig = Rig.start()) {
      var id = upload(rig).path("id").asString();

      rig.time.advance(Duration.ofDays(2));

      assertThat(rig.get(FILES + "/" + id).body()).isEqualTo("{\"detail\":\"File not found\"}");
    }
  }

  @Test
  void an_empty_file_and_an_endless_name_are_refused() throws Exception {
    try (var rig = Rig.start()) {
      var empty = rig.upload("/api/v1/beta/files", Upload.text("a.pdf", ""), "purpose", "parse");
      var endless =
          rig.upload(
              "/api/v1/beta/files",
              Pdf.pages(1),
              "purpose",
              "parse",
              "external_file_id",
              "x".repeat(100_000));

      assertThat(empty.statusCode()).isEqualTo(400);
      assertThat(endless.statusCode()).isEqualTo(422);
    }
  }
}
