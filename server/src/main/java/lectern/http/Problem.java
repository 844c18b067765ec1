package lectern.http;

import java.io.Serial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The request cannot be answered as asked, told to its caller as RFC 9457 problem details.
///
/// The detail says what is wrong, where, and how to mend it; it never holds a secret.
public final class Problem extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient Map<String, Object> extensions;
  private final transient Map<String, String> headers;

  public Problem(ProblemType type, String detail) {
    this(type, detail, Map.of(), Map.of());
  }

  private Problem(
      ProblemType type,
      String detail,
      Map<String, Object> extensions,
      Map<String, String> headers) {
    super(detail);
    this.type = type;
    this.extensions = Map.copyOf(extensions);
    this.headers = Map.copyOf(headers);
  }

  public static Problem notFound(String what) {
    return new Problem(ProblemType.NOT_FOUND, "There is no " + what + " in this workspace.");
  }

  /// Tells a caller to come back later.
  ///
  /// @param detail what there was too much of
  public static Problem tooMany(String detail, Duration wait) {
    long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
    return new Problem(
            ProblemType.TOO_MANY_REQUESTS, "%s Try again in %,d s.".formatted(detail, seconds))
        .withHeader("Retry-After", String.valueOf(seconds));
  }

  /// The same with one more member in its JSON.
  public Problem with(String member, Object value) {
    var more = new LinkedHashMap<>(extensions);
    more.put(member, value);
    return new Problem(type, detail(), more, headers);
  }

  /// The same with a header of the reply, such as `Retry-After`.
  public Problem withHeader(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(type, detail(), extensions, more);
  }

  public ProblemType type() {
    return type;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  Map<String, String> headers() {
    return headers;
  }

  /// The members of its JSON; none of the extensions takes the place of a member of RFC 9457.
  ///
  /// @param requestId finds the request in the server's log
  public Map<String, Object> members(String requestId) {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", "/problems/" + type.slug());
    members.put("title", type.title());
    members.put("status", type.status());
    members.put("detail", detail());
    members.put("requestId", requestId);
    extensions.forEach(members::putIfAbsent);
    return members;
  }
}
