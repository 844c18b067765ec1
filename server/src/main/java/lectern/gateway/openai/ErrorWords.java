package lectern.gateway.openai;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import lectern.gateway.wire.Excerpt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An error in the words of who made it. OpenAI's has them below `error`; Ollama may have a text
/// there; vLLM once had them at the top, and has what its web framework refuses below `detail`; the
/// event `error` of a stream has them at the top; a failed response, below `response`.
record ErrorWords(JsonNode error, String message) {
  private static final JsonMapper JSON = new JsonMapper();

  /// @return empty when it is not JSON, or none that tells anything
  static Optional<ErrorWords> of(String body) {
    try {
      var json = JSON.readTree(body);
      var whole = json.path("response").path("error").isObject() ? json.path("response") : json;
      var error = whole.path("error").isObject() ? whole.path("error") : whole;
      return message(error).map(message -> new ErrorWords(error, message));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> message(JsonNode error) {
    var detail = error.path("detail");
    return error
        .path("message")
        .asStringOpt()
        .or(() -> error.path("error").asStringOpt())
        .or(detail::asStringOpt)
        .or(() -> detail.path(0).path("msg").asStringOpt())
        .or(() -> code(error).isEmpty() ? Optional.empty() : Optional.of(code(error)));
  }

  private static String code(JsonNode error) {
    return error.path("code").asStringOpt().orElse("");
  }

  private String type() {
    return error.path("type").asStringOpt().orElse("");
  }

  /// Whether its code or its type is one of these.
  boolean is(Set<String> words) {
    return words.contains(code(error)) || words.contains(type());
  }

  boolean begins(String text) {
    return message.startsWith(text);
  }

  /// Which field of the request it is about; empty when it does not say.
  String param() {
    return error.path("param").asStringOpt().orElse("");
  }

  /// The message, fit to be shown.
  String told() {
    return Excerpt.of(message);
  }

  OptionalLong figure(String name) {
    var value = error.path(name);
    return value.isIntegralNumber() && value.canConvertToLong()
        ? OptionalLong.of(value.asLong())
        : OptionalLong.empty();
  }

  /// The status it would have had, had it come in time; 0 when it does not say.
  int status() {
    if (error.path("code").isInt()) {
      return error.path("code").asInt();
    }
    return switch (type()) {
      case "rate_limit_error", "tokens", "requests", "tokens_usage_based" -> 429;
      case "authentication_error" -> 401;
      case "permission_error", "request_forbidden" -> 403;
      case "not_found_error" -> 404;
      case "timeout", "timeout_error" -> 408;
      case "server_error", "internal_error", "api_error" -> 500;
      default -> byCode();
    };
  }

  private int byCode() {
    return switch (code(error)) {
      case "rate_limit_exceeded", "slow_down", "429" -> 429;
      case "invalid_api_key" -> 401;
      case "server_error", "vector_store_timeout" -> 500;
      default -> code(error).contains("image") || type().equals("invalid_request_error") ? 400 : 0;
    };
  }
}
