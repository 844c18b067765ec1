package lectern.simulator.mind;

import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Reads JSON schemas.
final class Schemas {
  /// Further references lead back to themselves.
  private static final int MOST_REFERENCES = 16;

  private Schemas() {}

  /// The schema that is really meant where one refers to another (`$ref`).
  static JsonNode resolved(JsonNode schema, JsonNode root) {
    var meant = schema;
    for (var i = 0; i < MOST_REFERENCES && meant.has("$ref"); i++) {
      meant = target(meant.get("$ref").asString(""), root);
    }
    return meant;
  }

  private static JsonNode target(String reference, JsonNode root) {
    return reference.equals("#") || reference.startsWith("#/")
        ? root.at(reference.substring(1))
        : MissingNode.getInstance();
  }

  /// The type, or the first that is not null where there are several; from the keywords if it is
  /// not told.
  static String type(JsonNode schema) {
    var type = schema.path("type");
    if (type.isArray()) {
      return StreamSupport.stream(type.spliterator(), false)
          .map(one -> one.asString(""))
          .filter(name -> !name.equals("null"))
          .findFirst()
          .orElse("null");
    }
    if (type.isString()) {
      return type.stringValue();
    }
    return schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
  }

  /// Whether null will do.
  static boolean mayBeNull(JsonNode schema) {
    var type = schema.path("type");
    return type.asString("").equals("null")
        || (type.isArray() && type.valueStream().anyMatch(one -> one.asString("").equals("null")))
        || schema.path("anyOf").valueStream().anyMatch(Schemas::mayBeNull);
  }

  /// Whether the object must have the property.
  static boolean requires(JsonNode object, String property) {
    return object
        .path("required")
        .valueStream()
        .anyMatch(name -> name.asString("").equals(property));
  }
}
