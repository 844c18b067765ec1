package lectern.simulator.mind;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes JSON that keeps to a schema. It knows `type`, `properties`, `required`, `enum`, `const`,
/// `items` with its limits, `anyOf`, `oneOf`, `allOf`, `$ref`, `default`, the limits of numbers and
/// lengths and the formats of dates and the like. It does not know `pattern`.
final class SchemaFiller {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// Below this, whatever may be left out is: a schema may hold itself.
  private static final int DEEPEST = 6;

  /// More values than this no answer has; the rest is null.
  private static final int MOST_VALUES = 5_000;

  /// However much a schema asks for what holds itself: deeper there is null, which breaks it.
  private static final int BOTTOM = 32;

  private static final int LONGEST_LIST = 100;

  /// Longer texts no schema gets, even if it asks for them.
  private static final int LONGEST_FILLED = 10_000;

  private final JsonNode root;
  private int made;

  private SchemaFiller(JsonNode root) {
    this.root = root;
  }

  /// A JSON text that keeps to the schema.
  static String filled(JsonNode schema, Supply supply) {
    return JSON.writeValueAsString(new SchemaFiller(schema).value("", schema, supply, 0));
  }

  private JsonNode value(String name, JsonNode open, Supply supply, int depth) {
    var schema = Schemas.resolved(open, root);
    if (++made > MOST_VALUES || depth > BOTTOM || (depth > DEEPEST && Schemas.mayBeNull(schema))) {
      return NODES.nullNode();
    }
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
      return chosen(schema.get("enum"), supply);
    }
    var branch = branch(schema);
    if (branch.isPresent()) {
      return value(name, branch.get(), supply, depth + 1);
    }
    return typed(name, schema, supply, depth);
  }

  private static JsonNode chosen(JsonNode values, Supply supply) {
    return values.valueStream().filter(supply::names).findFirst().orElse(values.get(0));
  }

  /// The first alternative that is not null.
  private static Optional<JsonNode> branch(JsonNode schema) {
    for (var keyword : new String[] {"anyOf", "oneOf"}) {
      var alternatives = schema.path(keyword);
      if (!alternatives.isEmpty()) {
        return alternatives
            .valueStream()
            .filter(one -> !one.path("type").asString("").equals("null"))
            .findFirst()
            .or(() -> Optional.of(alternatives.get(0)));
      }
    }
    return schema.path("allOf").isEmpty() ? Optional.empty() : Optional.of(merged(schema));
  }

  private static JsonNode merged(JsonNode schema) {
    var merged = ((ObjectNode) schema).deepCopy();
    merged.remove("allOf");
    for (var part : schema.path("allOf")) {
      for (var keyword : part.properties()) {
        var known = merged.path(keyword.getKey());
        if (known instanceof ObjectNode one && keyword.getValue() instanceof ObjectNode other) {
          one.setAll(other);
        } else if (known instanceof ArrayNode one
            && keyword.getValue() instanceof ArrayNode other) {
          one.addAll(other);
        } else {
          merged.set(keyword.getKey(), keyword.getValue());
        }
      }
    }
    return merged;
  }

  private JsonNode typed(String name, JsonNode schema, Supply supply, int depth) {
    return switch (Schemas.type(schema)) {
      case "object" -> object(schema, supply, depth);
      case "array" -> array(name, schema, supply, depth);
      case "integer", "number" -> number(name, schema, supply);
      case "boolean" -> NODES.booleanNode(supply.truth(name));
      case "null" -> NODES.nullNode();
      default -> NODES.stringNode(text(name, schema, supply));
    };
  }

  private JsonNode object(JsonNode schema, Supply supply, int depth) {
    var object = NODES.objectNode();
    for (var property : schema.path("properties").properties()) {
      var name = property.getKey();
      var wanted = depth <= DEEPEST && supply.fills(name, property.getValue());
      if (wanted || Schemas.requires(schema, name)) {
        object.set(
            name,
            !wanted && Schemas.mayBeNull(Schemas.resolved(property.getValue(), root))
                ? NODES.nullNode()
                : value(name, property.getValue(), supply, depth + 1));
      }
    }
    return object;
  }

  private JsonNode array(String name, JsonNode schema, Supply supply, int depth) {
    var least = Math.min(MOST_VALUES - made, schema.path("minItems").asInt(0));
    var most = Math.min(LONGEST_LIST, schema.path("maxItems").asInt(LONGEST_LIST));
    var wished = depth > DEEPEST ? 0 : supply.elements();
    var count = Math.max(least, Math.min(most, wished));
    var array = NODES.arrayNode();
    for (var i = 0; i < count; i++) {
      array.add(value(name, schema.path("items"), supply.element(i), depth + 1));
    }
    return array;
  }

  private static JsonNode number(String name, JsonNode schema, Supply supply) {
    var whole = Schemas.type(schema).equals("integer");
    var wished = supply.number(name).orElseGet(() -> schema.path("default").asDouble(1));
    var step = schema.path("multipleOf").asDouble(whole ? 1 : 0);
    var gap = step > 0 ? step : 1e-6;
    var least =
        Math.max(
            schema.path("minimum").asDouble(-Double.MAX_VALUE),
            schema.path("exclusiveMinimum").asDouble(-Double.MAX_VALUE) + gap);
    var most =
        Math.min(
            schema.path("maximum").asDouble(Double.MAX_VALUE),
            schema.path("exclusiveMaximum").asDouble(Double.MAX_VALUE) - gap);
    var value = Math.max(least, Math.min(most, wished));
    if (step > 0) {
      var up = Math.ceil(value / step) * step;
      value = up > most ? Math.floor(most / step) * step : up;
    }
    return whole || value == Math.rint(value)
        ? NODES.numberNode((long) value)
        : NODES.numberNode(value);
  }

  private static String text(String name, JsonNode schema, Supply supply) {
    return switch (schema.path("format").asString("").toLowerCase(Locale.ROOT)) {
      case "date" -> "2026-01-01";
      case "time" -> "00:00:00Z";
      case "date-time" -> "2026-01-01T00:00:00Z";
      case "duration" -> "P1D";
      case "email" -> "someone@example.com";
      case "hostname" -> "example.com";
      case "ipv4" -> "192.0.2.1";
      case "ipv6" -> "2001:db8::1";
      case "uuid" -> "00000000-0000-4000-8000-000000000000";
      case "uri" -> "https://example.com/";
      default -> fitted(supply.text(name), schema);
    };
  }

  private static String fitted(String text, JsonNode schema) {
    var points = text.codePointCount(0, text.length());
    var most = Math.max(0, schema.path("maxLength").asInt(Integer.MAX_VALUE));
    if (points > most) {
      return text.substring(0, text.offsetByCodePoints(0, most));
    }
    var least = Math.min(LONGEST_FILLED, schema.path("minLength").asInt(0));
    return text + ".".repeat(Math.max(0, least - points));
  }
}
