package lectern.simulator.openai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lectern.simulator.http.Body;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Reply;
import lectern.simulator.route.Call;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The errors that a plan may ask for by name: the vendor's table, in `errors.json`. What stands in
/// braces in a message is taken from the call that gets it.
final class NamedErrors {
  private static final Map<String, Row> ROWS = load();

  private NamedErrors() {}

  /// A row of the table.
  sealed interface Row {
    /// What it looks like to who gets it.
    Reply.Whole reply(Map<String, String> facts);
  }

  /// An error that the API tells in its own words.
  ///
  /// @param error its texts with places in braces
  private record Told(OpenAiError error, Fields headers) implements Row {
    OpenAiError filled(Map<String, String> facts) {
      return new OpenAiError(
          error.status(),
          error.type(),
          fill(error.message(), facts),
          error.param().map(param -> fill(param, facts)),
          error.code());
    }

    @Override
    public Reply.Whole reply(Map<String, String> facts) {
      return filled(facts).reply().withHeaders(headers);
    }
  }

  /// An error of the proxies in front of the API, in HTML.
  private record OfProxy(int status, String title) implements Row {
    @Override
    public Reply.Whole reply(Map<String, String> facts) {
      var html =
          """
          <html>
          <head><title>%1$s</title></head>
          <body>
          <center><h1>%1$s</h1></center>
          <hr><center>cloudflare</center>
          </body>
          </html>
          """
              .formatted(title);
      return new Reply.Whole(status, Fields.NONE, "text/html", html);
    }
  }

  static Set<String> names() {
    return ROWS.keySet();
  }

  /// The row of that name; empty if there is none.
  static Optional<Row> find(String name) {
    return Optional.ofNullable(ROWS.get(name));
  }

  /// The error of that name in the API's words.
  ///
  /// @param facts what to put in the places of its message
  /// @throws IllegalArgumentException when there is none of that name
  static OpenAiError error(String name, Map<String, String> facts) {
    return told(name)
        .orElseThrow(() -> new IllegalArgumentException("no error is called " + name))
        .filled(facts);
  }

  /// The same as JSON, to stand where no error is expected; empty for errors of proxies.
  static Optional<String> inside(String name, Map<String, String> facts) {
    return told(name).map(row -> row.filled(facts).body());
  }

  private static Optional<Told> told(String name) {
    return find(name).filter(Told.class::isInstance).map(Told.class::cast);
  }

  /// What the messages may tell about a call.
  static Map<String, String> facts(Call call) {
    var request = call.request();
    var model = asked(request.body(), "model");
    var known = Models.find(model);
    var organization = Organization.of(request, call.account().masked());
    var window = known.map(Model::window).orElse(128_000);
    var file = asked(request.body(), "input_file_id");
    var id = call.path().getOrDefault("id", "");
    var facts = new HashMap<String, String>();
    facts.put("model", model);
    facts.put("family", known.map(Model::family).orElse(model));
    facts.put("organization", organization.id());
    facts.put("project", organization.project());
    facts.put("key", Credentials.starred(call.account().key()));
    facts.put("window", Integer.toString(window));
    facts.put("over", Integer.toString(window + window / 10));
    facts.put("input", request.path().endsWith("/chat/completions") ? "messages" : "input");
    facts.put("file", file.isEmpty() ? id : file);
    facts.put("id", id);
    facts.put("request", call.id());
    return facts;
  }

  /// The text of that name in the body; empty if there is none.
  static String asked(Body body, String name) {
    return body instanceof Body.Json(var tree) ? tree.path(name).asString("") : "";
  }

  private static String fill(String text, Map<String, String> facts) {
    var filled = text;
    for (var fact : facts.entrySet()) {
      filled = filled.replace("{" + fact.getKey() + "}", fact.getValue());
    }
    return filled;
  }

  private static Map<String, Row> load() {
    try (var file = NamedErrors.class.getResourceAsStream("errors.json")) {
      if (file == null) {
        throw new IllegalStateException("errors.json is missing from the jar");
      }
      var rows = new LinkedHashMap<String, Row>();
      for (var row : new JsonMapper().readTree(file)) {
        if (rows.put(row.required("name").asString(), row(row)) != null) {
          throw new IllegalStateException("two errors are called " + row.get("name"));
        }
      }
      return Collections.unmodifiableMap(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(JsonNode row) {
    var status = row.required("status").asInt();
    if (row.has("html")) {
      return new OfProxy(status, row.required("html").asString());
    }
    var error =
        new OpenAiError(
            status,
            row.required("type").asString(),
            row.required("message").asString(),
            text(row, "param"),
            text(row, "code"));
    return new Told(error, headers(row));
  }

  private static Fields headers(JsonNode row) {
    var headers = Fields.NONE;
    for (var header : row.path("headers").properties()) {
      headers = headers.with(header.getKey(), header.getValue().asString());
    }
    return row.has("retryAfter")
        ? headers.with("retry-after", row.required("retryAfter").asString())
        : headers;
  }

  private static Optional<String> text(JsonNode row, String name) {
    return row.path(name).asStringOpt();
  }
}
