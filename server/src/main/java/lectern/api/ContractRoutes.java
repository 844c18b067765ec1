package lectern.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lectern.http.Bytes;
import lectern.http.Call;
import lectern.http.Json;
import lectern.http.Permission;
import lectern.http.Problem;
import lectern.http.ProblemType;
import lectern.http.Reply;
import lectern.http.Route;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Routes for openapi.yaml and the pages that explain problems.
final class ContractRoutes {
  /// The pages have one style sheet, and nothing else is allowed to be there.
  private static final Map<String, String> PAGE_HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'");

  private final Reply yaml;
  private final Reply json;
  private final Reply style;

  ContractRoutes() {
    var contract = resource("/openapi.yaml");
    var tree = new Load(LoadSettings.builder().build()).loadFromString(contract);
    yaml = content("application/yaml", contract, Map.of());
    json = content("application/json", Json.text(tree), Map.of());
    style = content("text/css; charset=utf-8", resource("/lectern/api/problems.css"), Map.of());
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/openapi.yaml", Permission.PUBLIC, _ -> yaml),
        Route.get("/api/v1/openapi.json", Permission.PUBLIC, _ -> json),
        Route.get("/problems", Permission.PUBLIC, _ -> page(ProblemPages.all())),
        Route.get("/problems/style.css", Permission.PUBLIC, _ -> style),
        Route.get("/problems/{slug}", Permission.PUBLIC, ContractRoutes::problem));
  }

  private static Reply problem(Call call) {
    var slug = call.path("slug");
    return Arrays.stream(ProblemType.values())
        .filter(type -> type.slug().equals(slug))
        .findFirst()
        .map(type -> page(ProblemPages.of(type)))
        .orElseThrow(() ->
            new Problem(
                ProblemType.NOT_FOUND, "There is no such kind of problem; /problems lists them."));
  }

  private static Reply page(String html) {
    return content("text/html; charset=utf-8", html, PAGE_HEADERS);
  }

  private static Reply content(String mediaType, String text, Map<String, String> headers) {
    return new Reply.Content(200, mediaType, Bytes.of(text), headers);
  }

  private static String resource(String name) {
    try (var in = ContractRoutes.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the build left out " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
