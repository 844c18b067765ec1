package lectern.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Documents, their pages and their collections over HTTP.
@Timeout(90)
class DocumentsTest {
  private static final String DOCUMENTS = "/api/v1/documents";
  private static final String HTML = "<img src=x onerror=alert(1)>.md";

  @TempDir static Path folder;

  private static RunningServer server;
  private static String pdf;
  private static String html;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.in(folder);
    var file = Path.of("../samples/insurance-policy.pdf");
    pdf = server.ready("policy.pdf", Files.readAllBytes(file));
    html = server.ready(HTML, "# A <script>alert(1)</script> title\n\nText.".getBytes(UTF_8));
    for (int i = 0; i < 5; i++) {
      server.ready("list-" + i + ".txt", ("Glacier " + "m".repeat(i)).getBytes(UTF_8));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_document_tells_all_about_itself_and_writes_out_what_it_lacks() throws Exception {
    var document = json(server.get(DOCUMENTS + "/" + pdf));

    assertThat(document.path("state").asString()).isEqualTo("ready");
    assertThat(document.path("format").asString()).isEqualTo("PDF");
    assertThat(document.path("mediaType").asString()).isEqualTo("application/pdf");
    assertThat(document.path("pages").asInt()).isPositive();
    assertThat(document.path("stageMillis").has("parse")).isTrue();
    assertThat(document.path("failure").isNull()).isTrue();
    assertThat(document.path("progress").isNull()).isTrue();
    assertThat(document.path("receivedAt").asString()).endsWith("Z");
  }

  @Test
  void a_list_is_read_to_its_end_in_every_order_without_gaps_or_doubles() throws Exception {
    for (var sort : List.of("receivedAt", "-receivedAt", "name", "-name", "sizeBytes")) {
      var names = new ArrayList<String>();
      var path = DOCUMENTS + "?name=LIST-&limit=2&sort=" + sort;
      var part = json(server.get(path));
      names.addAll(names(part));
      while (!part.path("nextCursor").isNull()) {
        part = json(server.get(path + "&cursor=" + part.path("nextCursor").asString()));
        names.addAll(names(part));
      }

      var expected = Stream.of(0, 1, 2, 3, 4).map(i -> "list-" + i + ".txt").toList();
      assertThat(names).as(sort).isEqualTo(sort.startsWith("-") ? expected.reversed() : expected);
      assertThat(part.path("total").asInt()).isEqualTo(5);
    }
  }

  @Test
  void filters_narrow_a_list() throws Exception {
    assertThat(names(json(server.get(DOCUMENTS + "?format=pdf&state=ready"))))
        .containsExactly("policy.pdf");
    assertThat(names(json(server.get(DOCUMENTS + "?name=%25")))).isEmpty();
    assertThat(names(json(server.get(DOCUMENTS + "?state=failed")))).isEmpty();
  }

  @Test
  void a_cursor_of_another_list_or_of_nobody_is_refused() throws Exception {
    var first = json(server.get(DOCUMENTS + "?name=list&limit=2"));
    var cursor = first.path("nextCursor").asString();

    assertProblem(DOCUMENTS + "?name=other&cursor=" + cursor, 400, "invalid-cursor");
    assertProblem(DOCUMENTS + "?name=list&sort=name&cursor=" + cursor, 400, "invalid-cursor");
    assertProblem("/api/v1/collections?cursor=" + cursor, 400, "invalid-cursor");
    for (var garbage : List.of("", "x", "AAAA", "%00", "~~~", cursor.substring(1))) {
      assertProblem(DOCUMENTS + "?name=list&cursor=" + garbage, 400, "invalid-cursor");
    }
  }

  @Test
  void parameters_out_of_order_are_told() throws Exception {
    for (var wrong :
        List.of("limit=0", "limit=201", "sort=age", "state=done", "format=exe", "collection=1")) {
      assertProblem(DOCUMENTS + "?" + wrong, 400, "invalid-parameter");
    }
  }

  @Test
  void a_document_is_renamed_tagged_and_sorted_and_what_is_not_given_stays() throws Exception {
    var id = server.ready("before.txt", "To be renamed.".getBytes(UTF_8));
    var path = DOCUMENTS + "/" + id;
    var collection = json(server.send("POST", "/api/v1/collections", "{\"name\":\"Sorted\"}"));
    var collectionId = collection.path("id").asString();

    server.send("PATCH", path, "{\"name\":\"<b>after.txt\",\"tags\":[\"x\",\"x\"]}");
    var changed = server.send("PATCH", path, "{\"collections\":[\"" + collectionId + "\"]}");

    assertThat(json(changed).path("name").asString()).isEqualTo("<b>after.txt");
    assertThat(json(changed).path("tags").toString()).isEqualTo("[\"x\"]");
    assertThat(json(changed).path("collections").path(0).asString()).isEqualTo(collectionId);
    for (var wrong :
        List.of("{\"name\":\"\"}", "{\"tags\":[null]}", "{\"tags\":\"x\"}", "{\"id\":1}")) {
      assertThat(server.send("PATCH", path, wrong).statusCode()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void collections_are_made_filled_renamed_and_taken_apart() throws Exception {
    var made = server.send("POST", "/api/v1/collections", "{\"name\":\"Policies\"}");
    var path = made.headers().firstValue("Location").orElseThrow();
    assertThat(made.statusCode()).isEqualTo(201);
    var same = server.send("POST", "/api/v1/collections", "{\"name\":\"Policies\"}");
    assertThat(same.statusCode()).isEqualTo(409);

    assertThat(server.send("PUT", path + "/documents/" + pdf, "").statusCode()).isEqualTo(204);

    assertThat(json(server.get(path)).path("documents").asInt()).isEqualTo(1);
    var id = json(made).path("id").asString();
    assertThat(names(json(server.get(DOCUMENTS + "?collection=" + id))))
        .containsExactly("policy.pdf");
    assertThat(json(server.send("PATCH", path, "{\"name\":\"P\"}")).path("name").asString())
        .isEqualTo("P");
    assertThat(server.send("DELETE", path + "/documents/" + pdf, "").statusCode()).isEqualTo(204);
    assertThat(server.send("DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(server.get(path).statusCode()).isEqualTo(404);
    assertThat(server.get(DOCUMENTS + "/" + pdf).statusCode()).isEqualTo(200);
  }

  @Test
  void pages_are_text_with_the_boxes_of_their_words() throws Exception {
    var pages = json(server.get(DOCUMENTS + "/" + pdf + "/pages?limit=2"));
    var page = json(server.get(DOCUMENTS + "/" + pdf + "/pages/1?words=true"));

    assertThat(pages.path("pages").size()).isEqualTo(Math.min(2, pages.path("total").asInt()));
    assertThat(pages.path("pages").path(0).path("words").isNull()).isTrue();
    assertThat(page.path("hasImage").asBoolean()).isTrue();
    var word = page.path("words").path(0);
    assertThat(word.size()).isEqualTo(6);
    assertThat(page.path("markdown").asString().substring(word.get(0).asInt(), word.get(1).asInt()))
        .isNotBlank();
    for (var missing : List.of("0", "99999", "x", "1e3")) {
      assertProblem(DOCUMENTS + "/" + pdf + "/pages/" + missing, 404, "not-found");
    }
  }

  @Test
  void html_and_script_in_names_and_pages_come_back_unharmed() throws Exception {
    var document = json(server.get(DOCUMENTS + "/" + html));
    var page = json(server.get(DOCUMENTS + "/" + html + "/pages/1"));

    assertThat(document.path("name").asString()).isEqualTo(HTML);
    assertThat(page.path("markdown").asString()).contains("<script>alert(1)</script>");
    assertThat(page.path("hasImage").asBoolean()).isFalse();
    assertProblem(DOCUMENTS + "/" + html + "/pages/1/image", 404, "no-page-image");
  }

  @Test
  void a_page_of_a_pdf_is_a_picture_that_a_browser_keeps() throws Exception {
    var path = DOCUMENTS + "/" + pdf + "/pages/1/image?width=200";
    var client = HttpClient.newHttpClient();

    var image = client.send(server.request(path).build(), BodyHandlers.ofByteArray());

    assertThat(image.statusCode()).isEqualTo(200);
    assertThat(image.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(image.headers().firstValue("Cache-Control").orElseThrow()).contains("private");
    assertThat(image.body()).startsWith(0x89, 'P', 'N', 'G');
    var etag = image.headers().firstValue("ETag").orElseThrow();
    var known = server.send(server.request(path).header("If-None-Match", etag).build());
    assertThat(known.statusCode()).isEqualTo(304);
    assertProblem(DOCUMENTS + "/" + pdf + "/pages/1/image?width=9000", 400, "invalid-parameter");
  }

  @Test
  void the_original_comes_back_as_it_was() throws Exception {
    var original = server.get(DOCUMENTS + "/" + html + "/original");

    assertThat(original.statusCode()).isEqualTo(200);
    assertThat(original.body()).isEqualTo("# A <script>alert(1)</script> title\n\nText.");
  }

  @Test
  void only_what_failed_is_tried_again() throws Exception {
    var empty = server.ready("empty.txt", new byte[0]);

    var retried = server.send("POST", DOCUMENTS + "/" + empty + "/retry", "");
    var ready = server.send("POST", DOCUMENTS + "/" + pdf + "/retry", "");

    assertThat(retried.statusCode()).isEqualTo(202);
    assertThat(ready.statusCode()).isEqualTo(409);
  }

  @Test
  void a_document_is_deleted_for_good() throws Exception {
    var id = server.ready("gone.txt", "Gone soon.".getBytes(UTF_8));
    var path = DOCUMENTS + "/" + id;

    assertThat(server.send("DELETE", path, "").statusCode()).isEqualTo(204);

    for (var part : List.of("", "/original", "/pages", "/pages/1", "/pages/1/image")) {
      assertProblem(path + part, 404, "not-found");
    }
    assertThat(server.send("DELETE", path, "").statusCode()).isEqualTo(404);
  }

  private static List<String> names(JsonNode list) {
    return list.path("documents").valueStream().map(d -> d.path("name").asString()).toList();
  }

  private static JsonNode json(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    return RunningServer.json(response);
  }

  private static void assertProblem(String path, int status, String slug) throws Exception {
    var response = server.get(path);
    assertThat(response.statusCode()).as(path + response.body()).isEqualTo(status);
    assertThat(RunningServer.json(response).path("type").asString()).isEqualTo("/problems/" + slug);
  }
}
