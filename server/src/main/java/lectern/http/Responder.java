package lectern.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/// Puts a reply on the wire.
final class Responder {
  private final ServerRequest request;
  private final ServerResponse response;
  private final String requestId;

  Responder(ServerRequest request, ServerResponse response, String requestId) {
    this.request = request;
    this.response = response;
    this.requestId = requestId;
  }

  String requestId() {
    return requestId;
  }

  void send(Reply reply) throws IOException, InterruptedException {
    response.header("Request-Id", requestId);
    switch (reply) {
      case Reply.Json(int status, Object body, var headers) ->
          content(status, "application/json", Bytes.of(Json.bytes(body)), headers);
      case Reply.Empty(int status, var headers) -> {
        headers.forEach((name, value) -> response.header(name, value));
        response.status(Status.create(status)).send();
      }
      case Reply.Content(int status, var mediaType, var bytes, var headers) ->
          content(status, mediaType, bytes, headers);
      case Reply.Original original -> original(original);
      case Reply.Stream(var script) -> stream(script);
    }
  }

  void send(Problem problem) {
    if (response.isSent()) {
      return;
    }
    response.header("Request-Id", requestId);
    content(
        problem.type().status(),
        "application/problem+json",
        Bytes.of(Json.bytes(problem.members(requestId))),
        problem.headers());
  }

  private void content(int status, String mediaType, Bytes bytes, Map<String, String> headers) {
    headers.forEach((name, value) -> response.header(name, value));
    response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, mediaType));
    response.status(Status.create(status));
    if (request.prologue().method().equals(Method.HEAD)) {
      response.header("Content-Length", String.valueOf(bytes.length()));
      response.send();
    } else {
      response.send(bytes.array());
    }
  }

  private void original(Reply.Original original) throws IOException {
    response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, original.mediaType()));
    response.header("ETag", "\"" + original.etag() + "\"");
    try (var out = response.outputStream()) {
      Files.copy(original.file(), out);
    }
  }

  private void stream(Reply.Script script) throws IOException, InterruptedException {
    response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, "text/event-stream"));
    response.header("Cache-Control", "no-store");
    try (var out = response.outputStream()) {
      script.play(new EventSink(out));
    }
  }
}
