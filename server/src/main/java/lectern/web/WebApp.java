package lectern.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.http.Call;
import lectern.http.Permission;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.http.Reply;
import lectern.http.Route;

/// The routes of the web app: a fixed set of files, known at start. What is asked for is looked up
/// in that set and nowhere else, so no path leads out of it.
public final class WebApp {
  /// Asked again each time, and answered with 304 as long as nothing has changed.
  private static final String ALWAYS_ASK = "no-cache";

  /// The version stands in the address, so what it leads to never changes. A year is the most that
  /// RFC 9111's readers take seriously.
  private static final String KEEP = "public, max-age=31536000, immutable";

  /// For pdf.js's worker, which is under the policy of its own file and not of the page: it fetches
  /// fonts and tables of characters, and decodes pictures in WebAssembly.
  private static final String WORKER_POLICY =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

  private final WebFiles app = WebFiles.ofApp();
  private final WebFiles vendor = WebFiles.ofVendors();
  private final String pagePolicy = PagePolicy.of(WebFile.text("lectern/web/index.html"));

  public List<Route> routes() {
    return List.of(
        Route.get("/", Permission.PUBLIC, this::page),
        Route.get("/app/{+rest}", Permission.PUBLIC, this::appFile),
        Route.get("/vendor/{+rest}", Permission.PUBLIC, this::vendorFile));
  }

  private Reply page(Call call) {
    var page = app.get("index.html").orElseThrow();
    return reply(
        call, page, Map.of("Cache-Control", ALWAYS_ASK, "Content-Security-Policy", pagePolicy));
  }

  private Reply appFile(Call call) {
    var file = app.get("app/" + call.path("rest")).orElseThrow(WebApp::noSuchFile);
    return reply(call, file, Map.of("Cache-Control", ALWAYS_ASK));
  }

  private Reply vendorFile(Call call) {
    var file = vendor.get(call.path("rest")).orElseThrow(WebApp::noSuchFile);
    return reply(
        call, file, Map.of("Cache-Control", KEEP, "Content-Security-Policy", WORKER_POLICY));
  }

  private static Reply reply(Call call, WebFile file, Map<String, String> headers) {
    var all = new HashMap<>(headers);
    all.put("ETag", file.etag());
    return call.header("If-None-Match").filter(file::isNamedIn).isPresent()
        ? new Reply.Empty(304, all)
        : new Reply.Content(200, file.mediaType(), file.bytes(), all);
  }

  private static Problem noSuchFile() {
    return new Problem(ProblemType.NOT_FOUND, "The web app has no such file.");
  }
}
