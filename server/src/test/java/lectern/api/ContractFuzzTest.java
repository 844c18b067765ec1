package lectern.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import lectern.api.Contract.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Whatever is sent, the server answers, never with a mistake of its own, and always as
/// openapi.yaml says. The requests are made from openapi.yaml: some as it has them, some at the
/// edge, most from hell. On failure the name of the run is the seed.
@Timeout(60)
class ContractFuzzTest {
  private static final Contract CONTRACT = Contract.ONLY;

  /// Requests for each operation in one run: some 40 operations and eight runs make 1,200.
  private static final int REQUESTS_EACH = 4;

  private static final List<String> MEDIA_TYPES =
      List.of(
          "application/json",
          "text/plain",
          "multipart/form-data",
          "multipart/form-data; boundary=\"",
          "multipart/form-data; boundary=b",
          "application/json; charset=utf-7",
          "a/b/c",
          "");

  @TempDir private static Path folder;

  private static RunningServer server;

  private List<String> ids = List.of();

  @BeforeAll
  static void a_server() throws Exception {
    server =
        RunningServer.in(
            folder,
            Map.of(
                "LECTERN_SERVER_REQUESTS_PER_MINUTE", "999999",
                "LECTERN_SERVER_UPLOADS_PER_MINUTE", "999999"));
  }

  @BeforeEach
  void a_document_and_a_collection() throws Exception {
    var uploaded =
        server.send(
            server
                .request("/api/v1/documents?name=pump.md")
                .header("Content-Type", "text/markdown")
                .POST(BodyPublishers.ofString("# Pump\n\nIt takes 4 litres of oil.\n"))
                .build());
    var collection =
        server.send(
            "POST", "/api/v1/collections", "{\"name\":\"%s\"}".formatted(UUID.randomUUID()));
    ids =
        List.of(
            RunningServer.json(uploaded).at("/document/id").asString(UUID.randomUUID().toString()),
            RunningServer.json(collection).path("id").asString(UUID.randomUUID().toString()),
            "01a20431-8cc3-701d-bcca-a8b1374a1839");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @RepeatedTest(value = 8, name = "seed {currentRepetition}")
  void whatever_is_sent_the_reply_is_as_promised(RepetitionInfo run) {
    var mischief = new Mischief(new Random(run.getCurrentRepetition()));
    for (var operation : deletingLast()) {
      for (int i = 0; i < REQUESTS_EACH; i++) {
        provoke(operation, mischief);
      }
    }
  }

  /// What is deleted cannot be asked for any more.
  private static List<Operation> deletingLast() {
    return CONTRACT.operations().stream()
        .sorted(Comparator.comparing(operation -> operation.method().equals("DELETE")))
        .toList();
  }

  private void provoke(Operation operation, Mischief mischief) {
    var method =
        operation.method().equals("GET") && mischief.chance(0.1) ? "HEAD" : operation.method();
    var target = target(operation, mischief);
    var body = body(operation, mischief);
    var request = RawHttp.Request.of(method, target, headers(operation, mischief), body);
    try {
      var seen = RawHttp.send(server.port(), request);
      assertThat(seen.status()).as(request.toString()).isLessThan(500);
      ContractCheck.conforms(method, target, seen);
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new AssertionError("after this request:\n" + request + "\n\n" + e.getMessage(), e);
    }
  }

  private String target(Operation operation, Mischief mischief) {
    var path = operation.path();
    var query = new ArrayList<String>();
    for (var parameter : CONTRACT.parameters(operation)) {
      var name = parameter.path("name").asString();
      switch (parameter.path("in").asString()) {
        case "path" -> path = path.replace("{" + name + "}", segment(parameter, mischief));
        case "query" -> {
          if (mischief.chance(0.4)) {
            query.add(name + "=" + value(parameter, mischief));
          }
        }
        default -> {}
      }
    }
    if (mischief.chance(0.05)) {
      query.add(mischief.oneOf(List.of("nothing=1", "%=", "&&", "name=%FF%C0%AF", "=", "limit")));
    }
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  private String segment(JsonNode parameter, Mischief mischief) {
    if (mischief.chance(0.2)) {
      return mischief.oneOf(List.of("%00", "%2e%2e%2f", "..%2f..", "%FF", "a%0d%0ab", "-1", "%20"));
    }
    return value(parameter, mischief);
  }

  private String value(JsonNode parameter, Mischief mischief) {
    var schema = CONTRACT.resolved(parameter.path("schema"));
    var single = schema.has("items") ? CONTRACT.resolved(schema.path("items")) : schema;
    var value =
        mischief.chance(0.7) ? mischief.valid(single, ids).replace("\"", "") : mischief.text();
    var encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    return encoded.isEmpty() ? "%20" : encoded.substring(0, Math.min(3_000, encoded.length()));
  }

  private static List<String> headers(Operation operation, Mischief mischief) {
    var headers = new ArrayList<String>();
    if (mischief.chance(0.9)) {
      headers.add("Authorization: Bearer " + server.adminKey);
    } else {
      headers.add(
          mischief.oneOf(
              List.of(
                  "X-Nothing: 1",
                  "Authorization: Bearer lk_" + "x".repeat(40),
                  "Authorization: Bearer",
                  "Authorization: Basic YTpi",
                  "Cookie: lectern_session=\"",
                  "Cookie: lectern_session=ls_unknown")));
    }
    var body = operation.node().path("requestBody");
    if (!body.isMissingNode()) {
      var usual = mediaTypes(operation).getFirst();
      headers.add("Content-Type: " + (mischief.chance(0.85) ? usual : mischief.oneOf(MEDIA_TYPES)));
    }
    if (mischief.chance(0.15)) {
      headers.add(
          mischief.oneOf(
              List.of(
                  "Range: bytes=5-2",
                  "Range: bytes=0-0,2-3",
                  "Range: lines=1-2",
                  "Range: bytes=999999999999999999999-",
                  "If-None-Match: *",
                  "Last-Event-ID: ../../x",
                  "Accept: text/event-stream",
                  "Accept: ;;;",
                  "Accept-Encoding: gzip;q=0, *;q=0",
                  "Sec-Fetch-Site: cross-site",
                  "X-Long: " + "h".repeat(8_000))));
    }
    return headers;
  }

  private static List<String> mediaTypes(Operation operation) {
    var body = CONTRACT.resolved(operation.node().path("requestBody"));
    return List.copyOf(body.path("content").propertyNames());
  }

  private byte[] body(Operation operation, Mischief mischief) {
    var body = CONTRACT.resolved(operation.node().path("requestBody"));
    var schema = CONTRACT.resolved(body.at("/content/application~1json/schema"));
    if (body.isMissingNode()) {
      return mischief.chance(0.05) ? mischief.body("{}") : new byte[0];
    }
    if (schema.isMissingNode()) {
      return mischief.body("# Some text\n\nThe valve closes at 7 bar.\n");
    }
    var valid = mischief.valid(schema, ids);
    if (mischief.chance(0.3)) {
      return mischief.body(valid);
    }
    var bent = mischief.chance(0.5) ? valid : valid.replaceFirst("\"[^\"]*\"(?=[,}])", "\0");
    return bent.replace("\0", mischief.json()).getBytes(StandardCharsets.UTF_8);
  }
}
