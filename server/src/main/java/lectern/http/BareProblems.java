package lectern.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.Optional;

/// Answers what never becomes a request: bytes that are no HTTP. Helidon finds the fault, and
/// closes the connection afterwards.
final class BareProblems implements DirectHandler {
  private final RequestListener listener;

  private BareProblems(RequestListener listener) {
    this.listener = listener;
  }

  static DirectHandlers handlers(RequestListener listener) {
    var handlers = DirectHandlers.builder();
    for (var type : EventType.values()) {
      handlers.addHandler(type, new BareProblems(listener));
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    var problem = problem(type, status);
    var requestId = RequestIds.next();
    var tongue = Tongue.of(path(request));
    var response =
        TransportResponse.builder()
            .status(Status.create(problem.type().status()))
            .header(HeaderNames.CONTENT_TYPE, tongue.mediaType())
            .header(HeaderNames.create("Request-Id"), requestId)
            .header(HeaderNames.CACHE_CONTROL, "no-store")
            .entity(Json.bytes(tongue.told(problem, requestId)));
    SecurityHeaders.ALL.forEach(response::header);
    listener.served(
        new RequestListener.Served(
            requestId,
            "unreadable",
            request.method(),
            path(request),
            problem.type().status(),
            0,
            0,
            Optional.empty()));
    return response.build();
  }

  private static String path(TransportRequest request) {
    return request.path().split("\\?", 2)[0];
  }

  private static Problem problem(EventType type, Status status) {
    return switch (type) {
      case INTERNAL_ERROR ->
          new Problem(ProblemType.BROKEN, "Lectern made a mistake; the log has the details.");
      case HTTP_VERSION_NOT_SUPPORTED ->
          new Problem(
              ProblemType.MALFORMED_REQUEST,
              "This server speaks HTTP/1.1. A proxy in front of it must do so, too"
                  + " (nginx: `proxy_http_version 1.1`).");
      default -> problem(status);
    };
  }

  private static Problem problem(Status status) {
    return switch (status.code()) {
      case 413 -> new Problem(ProblemType.TOO_LARGE, "The body is too large.");
      case 414 -> new Problem(ProblemType.ADDRESS_TOO_LONG, "The first line is longer than 8 KB.");
      case 503 -> new Problem(ProblemType.TOO_BUSY, "There are too many requests at once.");
      default ->
          new Problem(
              ProblemType.MALFORMED_REQUEST,
              "The first line, a header or the length of the body is not as HTTP/1.1 has it"
                  + " (RFC 9112), or the headers are longer than 16 KB.");
    };
  }
}
