package lectern.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import lectern.access.Caller;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// A request whose caller was let in. For the thread that answers it.
public final class Call {
  private final ServerRequest request;
  private final Body body;
  private final @Nullable Admission admission;
  private final String requestId;

  Call(ServerRequest request, Body body, @Nullable Admission admission, String requestId) {
    this.request = request;
    this.body = body;
    this.admission = admission;
    this.requestId = requestId;
  }

  /// Whom the door let in.
  ///
  /// @param holds whether it would still do so
  record Admission(Caller caller, BooleanSupplier holds) {}

  /// Who asks.
  ///
  /// @throws IllegalStateException on a public route, where nobody was asked
  public Caller caller() {
    return admission().caller();
  }

  /// Whether the caller is still let in: during a long reply, a key may be revoked or run out, and
  /// a browser sign out.
  public boolean isStillAdmitted() {
    return admission().holds().getAsBoolean();
  }

  private Admission admission() {
    if (admission == null) {
      throw new IllegalStateException("a public route has no caller");
    }
    return admission;
  }

  /// Names this request in the log, in the reply's header `Request-Id` and in problems.
  public String requestId() {
    return requestId;
  }

  /// A part of the path, by its name in the route's path.
  public String path(String name) {
    return request.path().pathParameters().get(name);
  }

  /// A part of the path that is an id.
  ///
  /// @param what the thing it names, for the problem
  /// @throws Problem NOT_FOUND when it is no id, and so the id of nothing
  public UUID id(String name, String what) {
    return uuid(path(name)).orElseThrow(() -> Problem.notFound(what));
  }

  /// A query parameter; the last one when it stands more than once.
  public Optional<String> query(String name) {
    return queries(name).stream().reduce((_, last) -> last);
  }

  /// All values of a query parameter.
  public List<String> queries(String name) {
    return request.query().contains(name) ? request.query().all(name) : List.of();
  }

  /// A query parameter that is a whole number.
  ///
  /// @throws Problem when it is none, or outside of the range
  public int number(String name, int preset, int least, int most) {
    var text = query(name);
    if (text.isEmpty()) {
      return preset;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw new Problem(
        ProblemType.INVALID_PARAMETER,
        "%s must be a whole number from %d to %d.".formatted(name, least, most));
  }

  /// All values of a query parameter that are ids.
  ///
  /// @throws Problem when one is none
  public List<UUID> ids(String name) {
    return queries(name).stream().map(text -> parameterId(name, text)).toList();
  }

  /// A parameter that is an id, also one that stands in the body.
  ///
  /// @throws Problem when it is none
  public static UUID parameterId(String name, String text) {
    return uuid(text)
        .orElseThrow(
            () -> new Problem(ProblemType.INVALID_PARAMETER, name + " must be an id, a UUID."));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  public Optional<String> header(String name) {
    return request.headers().value(HeaderNames.create(name));
  }

  /// The cookie of a browser that signed in.
  public Optional<String> sessionCookie() {
    return Exchange.cookie(request);
  }

  /// Whether the connection is encrypted.
  public boolean isSecure() {
    return request.isSecure();
  }

  /// The media type of the body without its parameters, in lower case; empty when there is none.
  public String mediaType() {
    return header("Content-Type")
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  /// How many bytes the body has, if its sender has said so.
  public OptionalLong bodyLength() {
    return request.headers().contentLength();
  }

  /// The body as it comes, of at most `server.max_upload`. Reading it throws an {@link
  /// java.io.IOException} when the connection ends before it, and a {@link Problem} when it is too
  /// long or its encoding is broken.
  public InputStream body() {
    return body;
  }

  /// The same, of at most the route's limit.
  public InputStream limitedBody() {
    return body.small();
  }

  /// The whole body as it came, of at most the route's limit.
  ///
  /// @throws Problem when it is too long
  public byte[] bytes() throws IOException {
    return body.whole();
  }

  /// The body as JSON of a type; a field that the type does not have is refused.
  ///
  /// @throws Problem when it is none, is too large, or does not fit the type
  public <T> T json(Class<T> type) {
    if (!mediaType().equals("application/json")) {
      throw new Problem(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "Send JSON, with the header `Content-Type: application/json`.");
    }
    try {
      return Json.read(body.small(), type);
    } catch (JacksonException e) {
      throw Json.problem(e);
    }
  }
}
