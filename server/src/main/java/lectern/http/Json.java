package lectern.http;

import java.io.InputStream;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// JSON as requests and replies have it. Bodies are read strictly: a key that stands twice, an
/// unknown field or a tree deeper than any of ours is an error, not a guess.
public final class Json {
  /// No body of ours is deeper than five levels.
  private static final int MAX_DEPTH = 32;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private Json() {}

  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /// Reads a body.
  ///
  /// @throws JacksonException when it is not JSON, breaks off, or does not fit; see {@link
  ///   #problem}
  static <T> T read(InputStream body, Class<T> type) {
    var value = MAPPER.readValue(body, type);
    if (value == null) {
      throw new Problem(ProblemType.INVALID_BODY, "The body must be a JSON object.");
    }
    return value;
  }

  /// What to tell a caller whose body could not be read.
  static Problem problem(JacksonException e) {
    return switch (e) {
      case JacksonIOException _ ->
          new Problem(ProblemType.BODY_BROKEN_OFF, "The body broke off before its end.");
      case UnrecognizedPropertyException unknown ->
          new Problem(
              ProblemType.INVALID_BODY,
              "There is no field '%s'; there are %s."
                  .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds()));
      case DatabindException unfit when unfit.getCause() instanceof Problem told -> told;
      case DatabindException unfit ->
          new Problem(
              ProblemType.INVALID_BODY,
              "Field '%s' is not of the right form: %s"
                  .formatted(place(unfit), firstLine(unfit.getOriginalMessage())));
      default ->
          new Problem(
              ProblemType.NOT_JSON,
              "The body is not JSON that can be read: " + firstLine(e.getOriginalMessage()));
    };
  }

  private static String place(DatabindException e) {
    return e.getPath().stream()
        .map(step -> step.getPropertyName() == null ? "[]" : step.getPropertyName())
        .collect(Collectors.joining("."));
  }

  private static String firstLine(String message) {
    var line = message.lines().findFirst().orElse("");
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }
}
