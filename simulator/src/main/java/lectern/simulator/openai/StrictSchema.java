package lectern.simulator.openai;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a schema must keep to that is to be followed strictly: an object at the top, every property
/// required, nothing additional, at all levels (contract §2.1).
final class StrictSchema {
  // guide "Structured outputs", supported schemas
  private static final int DEEPEST = 10;

  private StrictSchema() {}

  /// What is wrong with it, in OpenAI's words.
  static Optional<String> fault(JsonNode schema) {
    if (!schema.path("type").asString("").equals("object")) {
      return Optional.of(
          "schema must be a JSON Schema of 'type: \"object\"', got 'type: \"%s\"'."
              .formatted(schema.path("type").asString("None")));
    }
    return fault(schema, "", 0);
  }

  private static Optional<String> fault(JsonNode schema, String context, int depth) {
    if (depth > DEEPEST) {
      return Optional.of("In context=(" + context + "), the schema is nested too deeply.");
    }
    if (schema.has("allOf")) {
      return Optional.of("In context=(" + context + "), 'allOf' is not permitted.");
    }
    return ofObject(schema, context)
        .or(() -> ofProperties(schema, context, depth))
        .or(() -> ofDefinitions(schema, context, depth))
        .or(() -> ofBranches(schema, context, depth))
        .or(() ->
            schema.path("items").isObject()
                ? fault(schema.path("items"), inside(context, "items"), depth + 1)
                : Optional.empty());
  }

  private static String inside(String context, String name) {
    return context.isEmpty() ? "'" + name + "'" : context + ", '" + name + "'";
  }

  private static Optional<String> ofObject(JsonNode schema, String context) {
    if (!isObject(schema)) {
      return Optional.empty();
    }
    if (!schema.path("additionalProperties").isBoolean()
        || schema.path("additionalProperties").booleanValue()) {
      return Optional.of(
          "In context=("
              + context
              + "), 'additionalProperties' is required to be supplied and to be false.");
    }
    for (var property : schema.path("properties").propertyNames()) {
      if (schema.path("required").valueStream().noneMatch(n -> n.asString("").equals(property))) {
        return Optional.of(
            ("In context=(%s), 'required' is required to be supplied and to be an array including"
                    + " every key in properties. Missing '%s'.")
                .formatted(context, property));
      }
    }
    return Optional.empty();
  }

  private static boolean isObject(JsonNode schema) {
    var type = schema.path("type");
    return type.asString("").equals("object")
        || type.valueStream().anyMatch(one -> one.asString("").equals("object"))
        || schema.has("properties");
  }

  private static Optional<String> ofProperties(JsonNode schema, String context, int depth) {
    return schema
        .path("properties")
        .propertyStream()
        .flatMap(property ->
            fault(
                property.getValue(),
                inside(inside(context, "properties"), property.getKey()),
                depth + 1)
                .stream())
        .findFirst();
  }

  private static Optional<String> ofDefinitions(JsonNode schema, String context, int depth) {
    return schema
        .path("$defs")
        .propertyStream()
        .flatMap(definition ->
            fault(definition.getValue(), inside(context, definition.getKey()), depth + 1).stream())
        .findFirst();
  }

  private static Optional<String> ofBranches(JsonNode schema, String context, int depth) {
    return schema
        .path("anyOf")
        .valueStream()
        .flatMap(branch -> fault(branch, inside(context, "anyOf"), depth + 1).stream())
        .findFirst();
  }
}
