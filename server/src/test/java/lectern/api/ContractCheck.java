package lectern.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import lectern.api.Contract.Operation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/// Holds replies to openapi.yaml: their status, headers, media type, and each field.
public final class ContractCheck {
  /// The web app is no part of the API.
  private static final Pattern API = Pattern.compile("/(api|problems|metrics)(/.*)?");

  private static final Contract CONTRACT = Contract.ONLY;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ContractCheck() {}

  /// A reply as it came.
  record Seen(int status, HttpHeaders headers, String body) {
    String mediaType() {
      return headers
          .firstValue("Content-Type")
          .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
          .orElse("");
    }
  }

  /// Fails when a reply is not what openapi.yaml promises.
  ///
  /// @param path of the request, with or without its query
  public static void conforms(String method, String path, HttpResponse<String> response) {
    conforms(method, path, new Seen(response.statusCode(), response.headers(), response.body()));
  }

  static void conforms(String method, String path, Seen seen) {
    var plain = path.split("\\?", 2)[0];
    if (!API.matcher(plain).matches()) {
      return;
    }
    var said = "%s %s → %d %s".formatted(method, path, seen.status(), excerpt(seen.body()));
    assertThat(seen.headers().firstValue("Request-Id")).as("Request-Id of " + said).isPresent();
    var template = CONTRACT.template(plain);
    var operation =
        template.flatMap(it -> CONTRACT.operation(method.equals("HEAD") ? "GET" : method, it));
    if (operation.isPresent()) {
      check(operation.get(), method, seen, said);
    } else {
      assertThat(seen.status())
          .as("there is nothing in openapi.yaml for " + said)
          .isIn(template.isPresent() ? List.of(400, 405) : List.of(400, 404, 405));
      checkProblem(method, seen, said);
    }
  }

  private static void check(Operation operation, String method, Seen seen, String said) {
    var pointer = CONTRACT.behind(operation.pointer() + "/responses/" + seen.status());
    var response = CONTRACT.at(pointer);
    assertThat(response.isMissingNode()).as("no such status in openapi.yaml: " + said).isFalse();
    if (seen.status() == 429) {
      assertThat(seen.headers().firstValue("Retry-After")).as(said).isPresent();
    }
    if (!response.has("content")) {
      assertThat(seen.body()).as("no body is promised: " + said).isEmpty();
      return;
    }
    var contents = response.path("content");
    var key = contents.has(seen.mediaType()) ? seen.mediaType() : "*/*";
    assertThat(contents.has(key))
        .as("media type '%s' is not in openapi.yaml: %s", seen.mediaType(), said)
        .isTrue();
    if (method.equals("HEAD")) {
      assertThat(seen.body()).as(said).isEmpty();
    } else if (key.equals("text/event-stream")) {
      checkEvents(operation, seen.body(), said);
    } else if (key.endsWith("json")) {
      checkJson(pointer + "/content/" + Contract.escaped(key) + "/schema", seen.body(), said);
    }
  }

  private static void checkProblem(String method, Seen seen, String said) {
    assertThat(seen.mediaType()).as(said).isEqualTo("application/problem+json");
    if (!method.equals("HEAD")) {
      checkJson("/components/schemas/Problem", seen.body(), said);
    }
  }

  private static void checkJson(String schema, String body, String said) {
    try {
      assertThat(CONTRACT.errors(schema, JSON.readTree(body)))
          .as("not as openapi.yaml has it: " + said)
          .isEmpty();
    } catch (JacksonException e) {
      fail("not JSON: " + said, e);
    }
  }

  /// Whole events only: the reader of an endless stream stops somewhere.
  private static void checkEvents(Operation operation, String stream, String said) {
    for (var event : events(stream)) {
      var known = operation.node().path("x-events").has(event.name());
      assertThat(known).as("no such event in openapi.yaml: %s in %s", event.name(), said).isTrue();
      checkJson(operation.pointer() + "/x-events/" + event.name(), event.data(), said);
    }
  }

  record Event(String name, String data) {}

  static List<Event> events(String stream) {
    var events = new ArrayList<Event>();
    int end = stream.lastIndexOf("\n\n");
    for (var block : stream.substring(0, Math.max(0, end)).split("\n\n", -1)) {
      var name = field(block, "event");
      if (!name.isEmpty()) {
        events.add(new Event(name, field(block, "data")));
      }
    }
    return events;
  }

  private static String field(String block, String name) {
    return block
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static String excerpt(String body) {
    return body.length() <= 600 ? body : body.substring(0, 600) + "…";
  }
}
