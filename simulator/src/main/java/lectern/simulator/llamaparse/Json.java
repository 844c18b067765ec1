package lectern.simulator.llamaparse;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON in and out, with keys in the order in which they were put.
final class Json {
  static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static String text(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /// The text as JSON; a missing node if it is none.
  static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  /// The same for equal JSON: keys in alphabetical order, nulls left out.
  static String canonical(JsonNode node) {
    return text(sorted(node));
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isArray()) {
      var items = array();
      node.forEach(item -> items.add(sorted(item)));
      return items;
    }
    if (!node.isObject()) {
      return node;
    }
    var fields = object();
    node.properties().stream()
        .filter(field -> !field.getValue().isNull())
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> fields.set(field.getKey(), sorted(field.getValue())));
    return fields;
  }
}
