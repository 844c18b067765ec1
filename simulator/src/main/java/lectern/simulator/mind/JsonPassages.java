package lectern.simulator.mind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.simulator.mind.Sentence.Place;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The sentences in the strings of JSON, as tools send their results. An object's other fields say
/// where its text stands.
final class JsonPassages {
  private static final JsonMapper JSON = new JsonMapper();

  /// Shorter strings without a space are names and the like, no sentences.
  private static final int SHORTEST = 12;

  private final List<Sentence> sentences = new ArrayList<>();

  private JsonPassages() {}

  /// All sentences, if the text is a JSON object or array.
  static Optional<List<Sentence>> in(String text) {
    return tree(text)
        .map(tree -> {
          var passages = new JsonPassages();
          passages.walk(tree, Place.UNKNOWN);
          return passages.sentences;
        });
  }

  static Optional<JsonNode> tree(String text) {
    var start = text.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JacksonException e) {
      return Optional.empty(); // then it is prose that begins with a bracket
    }
  }

  private void walk(JsonNode node, Place outer) {
    if (node.isObject()) {
      var place = placeOf(node, outer);
      node.forEach(child -> walk(child, place));
    } else if (node.isArray()) {
      node.forEach(child -> walk(child, outer));
    } else if (isProse(node)) {
      sentences.addAll(Passages.in(node.asString(), outer));
    }
  }

  private static Place placeOf(JsonNode object, Place outer) {
    var place = Place.UNKNOWN;
    for (var field : object.properties()) {
      if (field.getValue().isValueNode() && !field.getValue().isNull()) {
        place = Labels.with(place, field.getKey(), field.getValue().asString());
      }
    }
    return place.isKnown() ? place : outer;
  }

  private static boolean isProse(JsonNode node) {
    return node.isString()
        && node.stringValue().length() >= SHORTEST
        && node.stringValue().indexOf(' ') > 0;
  }
}
