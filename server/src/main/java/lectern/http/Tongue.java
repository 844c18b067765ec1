package lectern.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// In whose words a caller is told what is wrong.
public enum Tongue {
  /// RFC 9457.
  PROBLEM,
  /// As OpenAI's API has it, for its clients: `{"error": {"message", "type", "param", "code"}}`.
  OPENAI;

  /// Members of a problem that say what OpenAI's clients find in `param`, `code` and `type`.
  public static final String PARAM = "param";

  public static final String CODE = "code";
  public static final String TYPE = "errorType";

  /// Where OpenAI's clients ask: also what is not found there is told in their words.
  private static final String OPENAI_PATHS = "/v1/";

  static Tongue of(String path) {
    return path.startsWith(OPENAI_PATHS) ? OPENAI : PROBLEM;
  }

  String mediaType() {
    return this == OPENAI ? "application/json" : "application/problem+json";
  }

  /// What is sent as JSON.
  Map<String, Object> told(Problem problem, String requestId) {
    var members = problem.members(requestId);
    return switch (this) {
      case PROBLEM -> members;
      case OPENAI -> Map.of("error", error(problem, members));
    };
  }

  private static Map<String, @Nullable Object> error(Problem problem, Map<String, Object> members) {
    var error = new LinkedHashMap<String, @Nullable Object>();
    error.put("message", problem.detail());
    error.put("type", members.getOrDefault(TYPE, type(problem.type())));
    error.put("param", members.get(PARAM));
    error.put("code", members.getOrDefault(CODE, code(problem.type())));
    return error;
  }

  private static String type(ProblemType type) {
    return switch (type.status()) {
      case 429 -> "requests";
      case 503, 507 -> "service_unavailable_error";
      case 500, 502, 504 -> "server_error";
      default -> "invalid_request_error";
    };
  }

  private static String code(ProblemType type) {
    return switch (type) {
      case UNAUTHENTICATED -> "invalid_api_key";
      case TOO_MANY_REQUESTS -> "rate_limit_exceeded";
      default -> type.slug().replace('-', '_');
    };
  }
}
