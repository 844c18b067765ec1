package lectern.gateway.openai;

import java.io.Serial;
import java.util.Optional;

/// A request that no provider of OpenAI's kind would take. Its caller puts it right; nothing was
/// sent.
public final class InvalidBody extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// Longer names of fields are no help to a reader.
  private static final int MAX_FIELD_CHARS = 100;

  private final String field;
  private final String code;

  /// @param field what is wrong in it; empty when it is the whole
  /// @param code as OpenAI names it, such as `missing_required_parameter`
  InvalidBody(String message, String field, String code) {
    super(message);
    this.field = field.length() <= MAX_FIELD_CHARS ? field : field.substring(0, MAX_FIELD_CHARS);
    this.code = code;
  }

  static InvalidBody missing(String field) {
    return new InvalidBody(
        "Missing required parameter: '%s'.".formatted(field), field, "missing_required_parameter");
  }

  /// @param expected with its article: `a string`
  static InvalidBody type(String field, String expected) {
    return new InvalidBody(
        "Invalid type for '%s': expected %s.".formatted(field, expected), field, "invalid_type");
  }

  static InvalidBody value(String field, String why) {
    return new InvalidBody(
        "Invalid value for '%s': %s.".formatted(field, why), field, "invalid_value");
  }

  static InvalidBody foreign(String name) {
    return new InvalidBody(
        "'%s' is not for a request to say: only configured providers are asked.".formatted(name),
        name,
        "unknown_parameter");
  }

  /// The parameter in the error's `param`.
  public Optional<String> field() {
    return field.isEmpty() ? Optional.empty() : Optional.of(field);
  }

  public String code() {
    return code;
  }
}
