package lectern.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Base64;
import lectern.api.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAppTest {
  private static RunningServer server;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void start(@TempDir Path folder) throws InterruptedException, SQLException {
    server = RunningServer.in(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void the_page_may_run_nothing_but_files_of_this_server_and_its_own_import_map()
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    var reply = get("/");

    var policy = reply.headers().firstValue("Content-Security-Policy").orElseThrow();
    var map = reply.body().split("<script type=\"importmap\">", 2)[1].split("</script>", 2)[0];
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self' 'sha256-" + sha256(map) + "';")
        .doesNotContain("unsafe", "http");
  }

  @ParameterizedTest
  @CsvSource({
    "/,text/html; charset=utf-8",
    "/app/main.js,text/javascript; charset=utf-8",
    "/app/tokens.css,text/css; charset=utf-8",
    "/app/icon.svg,image/svg+xml",
    "/vendor/pdfjs-dist/5.4.624/build/pdf.worker.min.mjs,text/javascript; charset=utf-8",
    "/vendor/pdfjs-dist/5.4.624/wasm/openjpeg.wasm,application/wasm"
  })
  void each_file_says_what_it_is(String path, String mediaType)
      throws IOException, InterruptedException {
    var reply = get(path);

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type")).hasValue(mediaType);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/app/",
        "/app/nothing.js",
        "/app/../index.html",
        "/app/%2e%2e/index.html",
        "/app/..%2f..%2f..%2fdb/migration/V2__tenancy.sql",
        "/app//etc/passwd",
        "/app/C:%5cwindows%5cwin.ini",
        "/vendor/lit/3.3.2/../../../../logback.xml",
        "/vendor/lit/3.3.2/%2e%2e/%2e%2e/%2e%2e/%2e%2e/logback.xml",
        "/vendor/lit/3.3.2/directives/unsafe-html.js",
        "/vendor/lit/3.3.2/development/index.js",
        "/vendor/META-INF/MANIFEST.MF",
        "/vendor/axe-core/4.11.1/axe.min.js"
      })
  void nothing_but_the_listed_files_is_served(String path)
      throws IOException, InterruptedException {
    assertThat(get(path).statusCode()).isIn(400, 404);
  }

  @Test
  void a_file_that_has_not_changed_is_not_sent_again() throws IOException, InterruptedException {
    var etag = get("/app/main.js").headers().firstValue("ETag").orElseThrow();

    var again = get("/app/main.js", "If-None-Match", "\"other\", " + etag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).hasValue(etag);
  }

  @Test
  void the_apps_own_files_are_asked_for_each_time_and_versioned_ones_are_kept()
      throws IOException, InterruptedException {
    var own = get("/app/main.js");
    var vendors = get("/vendor/lit/3.3.2/index.js");

    assertThat(own.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(vendors.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
  }

  @Test
  void the_worker_of_pdf_js_may_fetch_its_fonts_and_decode_pictures()
      throws IOException, InterruptedException {
    var worker = get("/vendor/pdfjs-dist/5.4.624/build/pdf.worker.min.mjs");

    assertThat(worker.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("connect-src 'self'", "'wasm-unsafe-eval'");
  }

  private static HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(server.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    return Base64.getEncoder().encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
