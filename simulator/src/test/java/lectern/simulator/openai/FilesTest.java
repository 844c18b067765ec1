package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The life of a file, and what is refused.
class FilesTest extends Rigged {
  @Test
  void a_file_can_be_uploaded_read_and_deleted() throws Exception {
    var file = Rig.json(rig.upload("notes.txt", "user_data", "Dear diary"));
    var id = file.path("id").asString();

    assertThat(file.toString())
        .isEqualTo(
            """
            {"id":"%s","object":"file","bytes":10,"created_at":1767225600,"expires_at":null,\
            "filename":"notes.txt","purpose":"user_data","status":"processed",\
            "status_details":null}\
            """
                .formatted(id));
    assertThat(rig.get("/files/" + id).body()).isEqualTo(file.toString());
    assertThat(rig.get("/files/" + id + "/content").body()).isEqualTo("Dear diary");
    assertThat(rig.delete("/files/" + id).body())
        .isEqualTo("{\"id\":\"" + id + "\",\"object\":\"file\",\"deleted\":true}");
    assertThat(rig.get("/files/" + id).statusCode()).isEqualTo(404);
    assertThat(rig.get("/files/" + id + "/content").statusCode()).isEqualTo(404);
    assertThat(rig.simulator.bill().entries()).isEmpty();
  }

  /// The Java client does not know the length of what it uploads.
  @Test
  void an_upload_in_chunks_without_a_length_is_read() throws Exception {
    var form = Rig.form("notes.txt", "user_data", "Dear diary").getBytes(StandardCharsets.UTF_8);

    var answer = rig.upload(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)));

    assertThat(Rig.json(answer).path("bytes").asInt()).isEqualTo(10);
  }

  @Test
  void a_file_for_a_batch_expires_after_thirty_days_unless_told_otherwise() throws Exception {
    var usual = Rig.json(rig.upload("in.jsonl", "batch", "{}"));
    var short_ =
        Rig.json(
            rig.upload(
                BodyPublishers.ofString(
                    Rig.field("expires_after[anchor]", "created_at")
                        + Rig.field("expires_after[seconds]", "3600")
                        + Rig.form("in.jsonl", "batch", "{}"))));

    rig.time.advance(Duration.ofHours(1));

    assertThat(rig.get("/files/" + short_.path("id").asString()).statusCode()).isEqualTo(404);
    assertThat(rig.get("/files/" + usual.path("id").asString()).statusCode()).isEqualTo(200);
    rig.time.advance(Duration.ofDays(30));
    assertThat(rig.get("/files/" + usual.path("id").asString()).statusCode()).isEqualTo(404);
  }

  @Test
  void an_expiry_outside_an_hour_to_thirty_days_is_refused() throws Exception {
    for (var seconds : List.of("3599", "2592001", "soon")) {
      var form =
          Rig.field("expires_after[anchor]", "created_at")
              + Rig.field("expires_after[seconds]", seconds)
              + Rig.form("in.jsonl", "batch", "{}");

      assertThat(rig.upload(BodyPublishers.ofString(form)).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void a_file_without_purpose_or_name_or_of_the_wrong_kind_is_refused() throws Exception {
    var wrongPurpose = rig.upload("a.txt", "pleasure", "x");
    var wrongKind = rig.upload("a.csv", "batch", "x");
    var nothing = rig.upload(BodyPublishers.ofString("------b--\r\n"));
    var json = rig.post("/files", "{}");

    assertThat(Rig.error(wrongPurpose).path("param").asString()).isEqualTo("purpose");
    assertThat(Rig.error(wrongKind).path("message").asString()).contains("Must be .jsonl");
    assertThat(nothing.statusCode()).isEqualTo(400);
    assertThat(Rig.error(json).path("param").asString()).isEqualTo("file");
  }

  @Test
  void a_list_is_read_page_by_page_the_newest_first() throws Exception {
    for (var name : List.of("1.txt", "2.txt", "3.txt")) {
      rig.upload(name, "user_data", "x");
      rig.time.advance(Duration.ofSeconds(1));
    }

    var first = Rig.json(rig.get("/files?limit=2"));
    var rest = Rig.json(rig.get("/files?limit=2&after=" + first.path("last_id").asString()));

    assertThat(first.path("data").findValuesAsString("filename")).containsExactly("3.txt", "2.txt");
    assertThat(first.path("has_more").asBoolean()).isTrue();
    assertThat(rest.path("data").findValuesAsString("filename")).containsExactly("1.txt");
    assertThat(rest.path("has_more").asBoolean()).isFalse();
    assertThat(Rig.json(rig.get("/files?order=asc")).findValuesAsString("filename"))
        .containsExactly("1.txt", "2.txt", "3.txt");
    assertThat(Rig.json(rig.get("/files?purpose=batch")).path("data")).isEmpty();
    assertThat(rig.get("/files?limit=10001").statusCode()).isEqualTo(400);
    assertThat(rig.get("/files?after=file-none").statusCode()).isEqualTo(400);
  }

  @Test
  void the_same_upload_twice_makes_two_files_with_ids_of_their_own() throws Exception {
    var one = Rig.json(rig.upload("a.txt", "user_data", "x"));
    var other = Rig.json(rig.upload("a.txt", "user_data", "x"));

    assertThat(one.path("id")).isNotEqualTo(other.path("id"));
  }
}
