package lectern.simulator.openai;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.simulator.http.Refusal;
import tools.jackson.databind.JsonNode;

/// Reads the fields of a JSON object, and refuses wrong ones in OpenAI's words. A field that is
/// null counts as missing.
///
/// @param path where the object stands in the request, such as `tools[0].`; empty at the top
record Parameters(JsonNode object, String path) {
  /// @throws Refusal when there is any other field
  Parameters only(Set<String> names) {
    for (var name : object.propertyNames()) {
      if (!names.contains(name)) {
        throw unknown(name);
      }
    }
    return this;
  }

  private Refusal unknown(String name) {
    return OpenAiError.invalid("Unknown parameter: '" + path + name + "'.")
        .param(path + name)
        .code("unknown_parameter")
        .refusal();
  }

  Optional<JsonNode> value(String name) {
    var value = object.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  JsonNode required(String name) {
    return value(name).orElseThrow(() -> missing(name));
  }

  Refusal missing(String name) {
    return OpenAiError.missing(path + name).refusal();
  }

  OptionalInt integer(String name, int least, int most) {
    var value = value(name);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!value.get().isIntegralNumber()) {
      throw wrongType(name, "an integer");
    }
    inRange(name, "integer", value.get(), new Range(least, most));
    return OptionalInt.of(value.get().asInt());
  }

  OptionalDouble decimal(String name, double least, double most) {
    var value = value(name);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (!value.get().isNumber()) {
      throw wrongType(name, "a decimal");
    }
    inRange(name, "decimal", value.get(), new Range(least, most));
    return OptionalDouble.of(value.get().asDouble());
  }

  private record Range(double least, double most) {}

  private void inRange(String name, String kind, JsonNode value, Range range) {
    var number = size(value);
    if (number < range.least()) {
      throw outside(name, kind + " below minimum value. Expected a value >= ", range.least(), value)
          .code(kind + "_below_min_value")
          .refusal();
    }
    if (number > range.most()) {
      throw outside(name, kind + " above maximum value. Expected a value <= ", range.most(), value)
          .code(kind + "_above_max_value")
          .refusal();
    }
  }

  /// Infinite, where a double cannot hold it.
  private static double size(JsonNode number) {
    return number.isBigInteger() ? number.bigIntegerValue().doubleValue() : number.doubleValue();
  }

  private OpenAiError outside(String name, String what, double bound, JsonNode value) {
    var shown = bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    return OpenAiError.invalid(
            "Invalid '" + path + name + "': " + what + shown + ", but got " + value + " instead.")
        .param(path + name);
  }

  boolean isTrue(String name) {
    return flag(name).orElse(false);
  }

  Optional<Boolean> flag(String name) {
    var value = value(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw wrongType(name, "a boolean");
    }
    return value.map(JsonNode::booleanValue);
  }

  Optional<String> text(String name) {
    var value = value(name);
    if (value.isPresent() && !value.get().isString()) {
      throw wrongType(name, "a string");
    }
    return value.map(JsonNode::stringValue);
  }

  String requiredText(String name) {
    required(name);
    return text(name).orElseThrow();
  }

  Optional<String> text(String name, int longest) {
    var text = text(name);
    text.filter(value -> value.length() > longest)
        .ifPresent(value -> refuseLength(name, value, longest));
    return text;
  }

  private void refuseLength(String name, String value, int longest) {
    throw OpenAiError.invalid(
            "Invalid '%s': string too long. Expected a string with maximum length %d, but got a"
                    .formatted(path + name, longest)
                + " string with length "
                + value.length()
                + " instead.")
        .param(path + name)
        .code("string_above_max_length")
        .refusal();
  }

  Optional<String> oneOf(String name, List<String> values) {
    var text = text(name);
    if (text.isPresent() && !values.contains(text.get())) {
      throw notOneOf(name, text.get(), values);
    }
    return text;
  }

  Refusal notOneOf(String name, String value, List<String> values) {
    return OpenAiError.unsupported(path + name, value, listed(values)).refusal();
  }

  /// `'a', 'b', and 'c'`.
  static String listed(List<String> values) {
    var quoted = values.stream().map(value -> "'" + value + "'").toList();
    return quoted.size() < 2
        ? String.join("", quoted)
        : String.join(", ", quoted.subList(0, quoted.size() - 1))
            + (quoted.size() > 2 ? ", and " : " and ")
            + quoted.getLast();
  }

  Optional<JsonNode> array(String name) {
    var value = value(name);
    if (value.isPresent() && !value.get().isArray()) {
      throw wrongType(name, "an array of objects");
    }
    return value;
  }

  /// The texts that the reader finds in the parts of a message's content, joined by line breaks.
  String joined(String name, Function<Parameters, String> reader) {
    var parts = required(name);
    if (!parts.isArray()) {
      throw wrongType(name, "one of a string or array of objects");
    }
    return IntStream.range(0, parts.size())
        .mapToObj(i -> new Parameters(parts.get(i), path + name + "[" + i + "]."))
        .map(reader)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  Optional<Parameters> object(String name) {
    var value = value(name);
    if (value.isPresent() && !value.get().isObject()) {
      throw wrongType(name, "an object");
    }
    return value.map(inner -> new Parameters(inner, path + name + "."));
  }

  /// Any error about one field.
  OpenAiError invalid(String name, String message) {
    return OpenAiError.invalid(message).param(path + name);
  }

  Refusal wrongType(String name, String expected) {
    return OpenAiError.invalid(
            "Invalid type for '%s': expected %s, but got %s instead."
                .formatted(path + name, expected, kind(object.path(name))))
        .param(path + name)
        .code("invalid_type")
        .refusal();
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "a string";
      case BOOLEAN -> "a boolean";
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case NUMBER -> value.isIntegralNumber() ? "an integer" : "a decimal";
      default -> "null";
    };
  }

  /// The pairs of `metadata` (contract §2.1: at most 16, keys of 64, values of 512 characters).
  static Optional<JsonNode> metadata(Parameters request) {
    var metadata = request.object("metadata");
    metadata.ifPresent(Parameters::checkMetadata);
    return metadata.map(Parameters::object);
  }

  private void checkMetadata() {
    if (object.size() > 16) {
      throw OpenAiError.invalid(
              "Invalid 'metadata': too many properties. Expected an object with at most 16"
                  + " properties, but got an object with "
                  + object.size()
                  + " properties instead.")
          .param("metadata")
          .code("object_above_max_properties")
          .refusal();
    }
    for (var name : object.propertyNames()) {
      if (name.length() > 64) {
        refuseLength(name, name, 64);
      }
      text(name, 512);
    }
  }

  static Set<String> names(String... lines) {
    return List.of(lines).stream()
        .flatMap(line -> List.of(line.split(" ", -1)).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
