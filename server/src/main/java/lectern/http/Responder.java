package lectern.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Puts a reply on the wire.
final class Responder {
  /// Smaller ones fit into a packet as they are.
  private static final int LEAST_GZIP_BYTES = 1024;

  private static final Pattern WORTH_GZIP =
      Pattern.compile(
          "(text/(?!event-stream).*|application/([\\w.-]+\\+)?(json|xml|yaml)"
              + "|application/javascript|image/svg\\+xml)(;.*)?");

  private final ServerRequest request;
  private final RoutingResponse response;
  private final Body body;
  private final String requestId;
  private final Wire wire = Wire.current();
  private final long sentBefore = wire.sentBytes();
  private OptionalLong sentBeforeHead = OptionalLong.empty();
  private boolean endsConnection;

  Responder(ServerRequest request, RoutingResponse response, Body body, String requestId) {
    this.request = request;
    this.response = response;
    this.body = body;
    this.requestId = requestId;
  }

  String requestId() {
    return requestId;
  }

  ServerRequest request() {
    return request;
  }

  int status() {
    return response.status().code();
  }

  long sentBytes() {
    return wire.sentBytes() - sentBefore;
  }

  /// The connection is closed after the reply, which says so.
  void endConnection() {
    endsConnection = true;
  }

  boolean endsConnection() {
    return endsConnection;
  }

  void send(Reply reply, Streams streams) throws IOException, InterruptedException {
    switch (reply) {
      case Reply.Json(int status, Object body, var headers) ->
          content(status, "application/json", Bytes.of(Json.bytes(body)), headers);
      case Reply.Empty(int status, var headers) -> empty(status, headers);
      case Reply.Content(int status, var mediaType, var bytes, var headers) ->
          content(status, mediaType, bytes, headers);
      case Reply.Original original -> new FileReply(this, response, original).send();
      case Reply.Stream(var script) -> new StreamReply(this, response, streams).send(script);
      case Reply.LateStream(var script) -> {
        var other = new StreamReply(this, response, streams).sendLate(script);
        if (other.isPresent()) {
          send(other.get(), streams);
        }
      }
    }
  }

  /// Tells the caller what is wrong; when a reply has begun, breaks it off instead, so that nobody
  /// takes it for a whole one.
  void send(Problem problem, Tongue tongue) {
    if (hasBegun() || !response.reset()) {
      wire.cut();
      throw new CloseConnectionException("the reply was broken off: " + problem.type());
    }
    content(
        problem.type().status(),
        tongue.mediaType(),
        Bytes.of(Json.bytes(tongue.told(problem, requestId))),
        problem.headers());
  }

  /// What was sent before the head is `100 Continue`, which is no reply.
  private boolean hasBegun() {
    return sentBeforeHead.isPresent() && wire.sentBytes() > sentBeforeHead.getAsLong();
  }

  boolean isHead() {
    return request.prologue().method().equals(Method.HEAD);
  }

  /// Sets what every reply has; what the headers say goes before.
  void head(int status, Map<String, String> headers) {
    SecurityHeaders.of(request.prologue().uriPath().rawPath()).forEach(response::header);
    response.header("Request-Id", requestId);
    response.header("Cache-Control", "no-store");
    headers.forEach((name, value) -> response.header(name, value));
    endsConnection |=
        body.endsConnection() || request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    if (endsConnection) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    response.status(Status.create(status));
    sentBeforeHead = OptionalLong.of(wire.sentBytes());
  }

  void empty(int status, Map<String, String> headers) {
    head(status, headers);
    response.send();
  }

  private void content(int status, String mediaType, Bytes bytes, Map<String, String> headers) {
    var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    all.put("Content-Type", mediaType);
    all.putAll(headers);
    var sent = bytes;
    if (bytes.length() >= LEAST_GZIP_BYTES && WORTH_GZIP.matcher(mediaType).matches()) {
      all.put("Vary", "Accept-Encoding");
      if (Conditions.takesGzip(request)) {
        all.put("Content-Encoding", "gzip");
        all.computeIfPresent("ETag", (_, etag) -> etag.startsWith("W/") ? etag : "W/" + etag);
        sent = bytes.gzipped();
      }
    }
    var etag = all.get("ETag");
    if (status == 200 && etag != null && Conditions.isKnown(request, etag)) {
      all.keySet().removeAll(List.of("Content-Type", "Content-Encoding"));
      empty(304, all);
      return;
    }
    head(status, all);
    if (isHead()) {
      response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(sent.length()));
      response.send();
    } else {
      response.send(sent.array());
    }
  }
}
