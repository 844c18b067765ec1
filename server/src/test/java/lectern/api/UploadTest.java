package lectern.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Files that come in over HTTP, as one should send them and as nobody should.
@Timeout(60)
class UploadTest {
  private static final String UPLOAD = "/api/v1/documents";
  private static final String B = "--b\r\nContent-Disposition: form-data; ";

  @TempDir static Path folder;

  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        RunningServer.in(
            folder,
            Map.of(
                "LECTERN_INGEST_MAX_FILE", "10KB",
                "LECTERN_SERVER_MAX_UPLOAD", "100KB"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_body_is_a_file_with_the_name_in_the_address() throws Exception {
    var first = raw("notes.txt", "A body that is one file.");
    var again = raw("other.txt", "A body that is one file.");

    var document = RunningServer.json(first).path("document");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.headers().firstValue("Location"))
        .contains(UPLOAD + "/" + document.path("id").asString());
    assertThat(document.path("name").asString()).isEqualTo("notes.txt");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(RunningServer.json(again).path("outcome").asString()).isEqualTo("known");
    assertThat(RunningServer.json(again).path("document").path("id"))
        .isEqualTo(document.path("id"));
  }

  @Test
  void a_body_without_a_name_is_refused() throws Exception {
    assertThatProblem(post(UPLOAD, "text/plain", "x"), 400, "invalid-parameter");
  }

  @Test
  void a_form_brings_many_files_each_with_its_own_end() throws Exception {
    var response =
        form(file("a.txt", "The first of two.") + file("b.txt", "The second.") + file("c", big()));

    var results = RunningServer.json(response).path("results");
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(results.valueStream().map(r -> r.path("outcome").asString()))
        .containsExactly("received", "received", "refused");
    assertThat(results.path(2).path("failure").path("reason").asString()).isEqualTo("TOO_LARGE");
    assertThat(results.path(2).path("document").isNull()).isTrue();
  }

  @Test
  void tags_and_collections_are_given_to_new_and_to_known_documents() throws Exception {
    var collection = collection("Uploads");
    raw("known.txt", "Known before.");

    var response =
        form(
            field("tag", "blue")
                + field("tag", "<b>green</b>")
                + field("collection", collection)
                + file("known.txt", "Known before.")
                + file("new.txt", "New now."));

    for (var result : RunningServer.json(response).path("results")) {
      var document = result.path("document");
      assertThat(document.path("tags").toString()).isEqualTo("[\"blue\",\"<b>green</b>\"]");
      assertThat(document.path("collections").path(0).asString()).isEqualTo(collection);
    }
  }

  @Test
  void a_collection_that_is_not_there_is_told_before_anything_is_taken() throws Exception {
    var missing = "00000000-0000-7000-8000-00000000000f";

    assertThatProblem(
        form(field("collection", missing) + file("a.txt", "Never taken.")), 404, "not-found");
    assertThat(raw("a.txt", "Never taken.").statusCode()).isEqualTo(201);
  }

  @Test
  void names_of_all_kinds_come_back_as_text() throws Exception {
    var script = "<script>alert(1)</script>.txt";
    assertThat(nameOf("filename=\"<script>alert(1)<\\/script>.txt\"")).doesNotContain("/");
    assertThat(RunningServer.json(raw(script.replace("/", "-"), "s")).path("file").asString())
        .isEqualTo(script.replace("/", "-"));
    assertThat(nameOf("filename=\"../../etc/passwd\"")).isEqualTo("passwd");
    assertThat(nameOf("filename=\"C:\\folder\\x.txt\"")).isEqualTo("x.txt");
    assertThat(nameOf("filename=\"say %22hi%22.txt\"")).isEqualTo("say \"hi\".txt");
    assertThat(nameOf("filename=\"gpj.\u202Etxt\"")).isEqualTo("gpj. txt");
    assertThat(nameOf("filename=\"Übersicht 🏔️.txt\"")).startsWith("Übersicht 🏔");
    assertThat(nameOf("filename=\"" + "n".repeat(10_000) + "\"")).hasSize(255);
    assertThat(nameOf("filename*=UTF-8''%e2%82%ac%20rates.txt")).isEqualTo("€ rates.txt");
  }

  @Test
  void a_form_that_is_not_in_order_is_told_what_is_wrong() throws Exception {
    var good = file("first.txt", "Kept before " + System.identityHashCode(this));
    var unnamed = "--b\r\nContent-Disposition: form-data; filename=\"x\"\r\n\r\nx\r\n";

    assertThatProblem(post(UPLOAD, "multipart/form-data", "x"), 400, "invalid-multipart");
    assertThatProblem(body("no boundary in here"), 400, "invalid-multipart");
    assertThatProblem(body("--b--\r\n"), 400, "invalid-multipart");
    assertThatProblem(form(field("tag", "only")), 400, "invalid-multipart");
    assertThatProblem(form(field("file", "without a name")), 400, "invalid-multipart");
    assertThatProblem(form(unnamed), 400, "invalid-multipart");
    assertThatProblem(form(B + "name=f; filename=\"\"\r\n\r\nx\r\n"), 400, "invalid-multipart");
    assertThatProblem(form(good + field("tag", "late")), 400, "invalid-multipart");
    assertThatProblem(form(field("collection", "1-1-1-1-1") + good), 400, "invalid-parameter");
    assertThatProblem(form(field("tag", "t".repeat(2000))), 413, "too-large");
    assertThat(form("x".repeat(200_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void a_form_without_its_end_keeps_the_files_before_and_nothing_of_the_last() throws Exception {
    var response =
        body(file("whole.txt", "A whole file.") + B + "name=f; filename=cut\r\n\r\nhalf");

    assertThatProblem(response, 400, "invalid-multipart");
    var results = RunningServer.json(response).path("results");
    assertThat(results.size()).isEqualTo(1);
    assertThat(results.path(0).path("file").asString()).isEqualTo("whole.txt");
    assertThat(arriving()).isZero();
  }

  @Test
  void more_than_a_hundred_files_are_too_many_for_one_request() throws Exception {
    var parts = new StringBuilder();
    for (int i = 0; i <= 100; i++) {
      parts.append(file(i + ".txt", "The same."));
    }

    var response = form(parts.toString());

    assertThatProblem(response, 413, "too-large");
    assertThat(RunningServer.json(response).path("results").size()).isEqualTo(100);
  }

  @Test
  void a_file_over_the_limit_is_refused_and_said_so() throws Exception {
    assertThatProblem(raw("large.txt", big()), 413, "too-large");
    assertThatProblem(form(file("large.txt", big())), 413, "too-large");
    assertThat(arriving()).isZero();
  }

  /// As curl does with larger files.
  @Test
  void a_client_that_asks_first_is_spared_to_send_a_file_over_the_limit() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              ("POST "
                      + UPLOAD
                      + "?name=large.txt HTTP/1.1\r\nHost: x\r\nContent-Length: 10241\r\n"
                      + "Expect: 100-continue\r\nAuthorization: Bearer "
                      + server.adminKey
                      + "\r\n\r\n")
                  .getBytes(UTF_8));

      assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
          .isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void a_connection_that_breaks_half_way_leaves_nothing() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              ("POST "
                      + UPLOAD
                      + "?name=half.txt HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n"
                      + "Authorization: Bearer "
                      + server.adminKey
                      + "\r\n\r\nonly the beginning")
                  .getBytes(UTF_8));
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
          .doesNotStartWith("HTTP/1.1 2");
    }

    var listed = server.get(UPLOAD + "?name=half.txt");
    assertThat(RunningServer.json(listed).path("total").asInt()).isZero();
    assertThat(arriving()).isZero();
  }

  @Test
  void a_disk_that_takes_nothing_is_told_as_such_and_the_server_goes_on() throws Exception {
    var arriving = folder.resolve("data/originals/arriving");
    Files.delete(arriving);
    Files.writeString(arriving, "a file where the folder was");
    try {
      assertThatProblem(raw("full.txt", "No room for me."), 507, "disk-full");
      assertThatProblem(form(file("full.txt", "No room for me.")), 507, "disk-full");
    } finally {
      Files.delete(arriving);
      Files.createDirectory(arriving);
    }

    assertThat(raw("full.txt", "No room for me.").statusCode()).isEqualTo(201);
  }

  private static String nameOf(String disposition) throws Exception {
    var content = "The file called " + disposition.hashCode();
    var response = form(B + "name=f; " + disposition + "\r\n\r\n" + content + "\r\n");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return result(response).path("document").path("name").asString();
  }

  private static JsonNode result(HttpResponse<String> response) {
    return RunningServer.json(response).path("results").path(0);
  }

  private static String big() {
    return "x".repeat(10_241);
  }

  private static String file(String name, String content) {
    return B + "name=\"file\"; filename=\"" + name + "\"\r\n\r\n" + content + "\r\n";
  }

  private static String field(String name, String value) {
    return B + "name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  private static HttpResponse<String> form(String parts) throws Exception {
    return body(parts + "--b--\r\n");
  }

  private static HttpResponse<String> body(String body) throws Exception {
    return post(UPLOAD, "multipart/form-data; boundary=b", body);
  }

  private static HttpResponse<String> raw(String name, String content) throws Exception {
    return post(UPLOAD + "?name=" + RunningServer.encoded(name), "text/plain", content);
  }

  private static HttpResponse<String> post(String path, String type, String body)
      throws IOException, InterruptedException {
    return server.send(
        server
            .request(path)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static String collection(String name) throws Exception {
    var made = server.send("POST", "/api/v1/collections", "{\"name\":\"" + name + "\"}");
    return RunningServer.json(made).path("id").asString();
  }

  private static long arriving() throws IOException {
    try (var files = Files.list(folder.resolve("data/originals/arriving"))) {
      return files.count();
    }
  }

  private static void assertThatProblem(HttpResponse<String> response, int status, String slug) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(RunningServer.json(response).path("type").asString()).isEqualTo("/problems/" + slug);
  }
}
