package lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplyTest {
  private static final String TEXT = "much of the same ".repeat(200);

  private TestServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("file"), "0123456789");
    var original = new Reply.Original(file, "text/html", "Straße \"1\"\r\n.html", "abc");
    server =
        TestServer.of(
            TestServer.ROOMY,
            TestServer.hello(),
            content("/text", "text/css; charset=utf-8", TEXT),
            content("/image", "image/png", TEXT),
            content("/small", "text/css", "short"),
            Route.get("/json", Permission.PUBLIC, _ -> Reply.ok(TEXT)),
            Route.get("/empty", Permission.PUBLIC, _ -> Reply.noContent()),
            Route.get("/original", Permission.PUBLIC, _ -> original),
            Route.get(
                "/broken",
                Permission.PUBLIC,
                _ -> {
                  throw new IllegalStateException("a secret");
                }));
  }

  private static Route content(String path, String mediaType, String text) {
    var headers = Map.of("ETag", "\"v1\"", "Cache-Control", "max-age=60");
    return Route.get(
        path, Permission.PUBLIC, _ -> new Reply.Content(200, mediaType, Bytes.of(text), headers));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers)
      throws Exception {
    var uri = URI.create("http://127.0.0.1:" + server.port + path);
    var request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("none");
  }

  @Test
  void text_is_compressed_for_those_who_take_it() throws Exception {
    var response = get("/text", "Accept-Encoding", "br, gzip;q=0.5");

    var unpacked = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
    assertThat(new String(unpacked, StandardCharsets.UTF_8)).isEqualTo(TEXT);
    assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(response, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(header(response, "ETag")).isEqualTo("W/\"v1\"");
    assertThat(header(get("/json", "Accept-Encoding", "*"), "Content-Encoding")).isEqualTo("gzip");
  }

  @ParameterizedTest
  @CsvSource({
    "/text,gzip;q=0",
    "/text,'gzip;q=0, *'",
    "/text,identity",
    "/image,gzip",
    "/small,gzip"
  })
  void nothing_else_is(String path, String encodings) throws Exception {
    var response = get(path, "Accept-Encoding", encodings);

    assertThat(header(response, "Content-Encoding")).isEqualTo("none");
    assertThat(text(response)).isIn(TEXT, "short");
  }

  @ParameterizedTest
  @CsvSource({"\"v1\"", "W/\"v1\"", "*", "'\"v0\", W/\"v1\"'"})
  void what_a_client_has_is_not_sent_again(String known) throws Exception {
    var response = get("/text", "If-None-Match", known);

    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(header(response, "ETag")).isEqualTo("\"v1\"");
    assertThat(header(response, "Cache-Control")).isEqualTo("max-age=60");
    assertThat(get("/text", "If-None-Match", "\"v2\"").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3,0123,bytes 0-3/10",
    "bytes=4-,456789,bytes 4-9/10",
    "bytes=-2,89,bytes 8-9/10",
    "bytes=-99,0123456789,bytes 0-9/10",
    "bytes=8-99,89,bytes 8-9/10",
  })
  void a_part_of_a_file_can_be_asked_for(String range, String part, String told) throws Exception {
    var response = get("/original", "Range", range);

    assertThat(response.statusCode()).isEqualTo(206);
    assertThat(text(response)).isEqualTo(part);
    assertThat(header(response, "Content-Range")).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({"bytes=3-1", "'bytes=0-1,3-4'", "bytes=-", "bytes=x", "lines=1-2"})
  void a_range_that_is_none_gets_the_whole_file(String range) throws Exception {
    var response = get("/original", "Range", range);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).isEqualTo("0123456789");
  }

  @ParameterizedTest
  @CsvSource({"bytes=10-", "bytes=99-100", "bytes=-0"})
  void a_range_outside_of_the_file_is_a_problem(String range) throws Exception {
    var response = get("/original", "Range", range);

    assertThat(response.statusCode()).isEqualTo(416);
    assertThat(header(response, "Content-Range")).isEqualTo("bytes */10");
  }

  @Test
  void a_range_of_another_version_gets_the_whole_file() throws Exception {
    var same = get("/original", "Range", "bytes=0-1", "If-Range", "\"abc\"");
    var other = get("/original", "Range", "bytes=0-1", "If-Range", "\"old\"");

    assertThat(same.statusCode()).isEqualTo(206);
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  void an_original_is_saved_by_its_name_and_never_shown() throws Exception {
    var response = get("/original", "Accept-Encoding", "gzip");

    assertThat(header(response, "Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"Stra_e _1___.html\";"
                + " filename*=UTF-8''Stra%C3%9Fe%20%221%22%0D%0A.html");
    assertThat(header(response, "Content-Security-Policy")).contains("sandbox");
    assertThat(header(response, "Content-Encoding")).isEqualTo("none");
    assertThat(header(response, "ETag")).isEqualTo("\"abc\"");
    assertThat(get("/original", "If-None-Match", "\"abc\"").statusCode()).isEqualTo(304);
  }

  @ParameterizedTest
  @CsvSource({"/hello", "/text", "/original", "/nothing"})
  void a_head_is_a_get_without_its_body(String path) throws Exception {
    var get = get(path);
    var head = send("HEAD", path);

    assertThat(head.statusCode()).isEqualTo(get.statusCode());
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "Content-Type")).isEqualTo(header(get, "Content-Type"));
  }

  @ParameterizedTest
  @CsvSource({"/hello", "/text", "/original", "/empty", "/nothing", "/broken"})
  void every_reply_is_safe_and_can_be_found_in_the_log(String path) throws Exception {
    var response = get(path);

    assertThat(header(response, "Content-Security-Policy")).contains("default-src 'none'");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(response, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(header(response, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(header(response, "Permissions-Policy")).contains("camera=()");
    assertThat(header(response, "Cache-Control")).isNotEqualTo("none");
    assertThat(header(response, "Request-Id")).hasSize(36);
    assertThat(response.headers().map())
        .doesNotContainKeys("server", "access-control-allow-origin");
  }

  @Test
  void a_mistake_of_ours_is_told_without_its_details() throws Exception {
    var response = get("/broken");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(text(response)).contains("/problems/broken").doesNotContain("secret", "Exception");
  }
}
