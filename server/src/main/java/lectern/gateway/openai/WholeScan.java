package lectern.gateway.openai;

import java.util.Optional;
import java.util.TreeSet;
import lectern.gateway.Usage;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a whole reply says, found in one scan: no tree is built of an answer or of vectors.
final class WholeScan {
  /// Behind a part of the reply comes the rest of it.
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Optional<JsonNode> error = Optional.empty();
  private Optional<Usage> usage = Optional.empty();
  private Optional<String> status = Optional.empty();
  private int choices;
  private int vectors;
  private boolean output;
  private final TreeSet<Integer> dimensions = new TreeSet<>();
  private final TreeSet<Integer> indexes = new TreeSet<>();

  private WholeScan() {}

  /// Scans it.
  ///
  /// @throws JacksonException when it is not JSON, or breaks off
  static WholeScan of(byte[] json) {
    var scan = new WholeScan();
    try (var parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return scan;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = parser.currentName();
        parser.nextToken();
        scan.field(parser, name);
      }
    }
    return scan;
  }

  private void field(JsonParser parser, String name) {
    switch (name) {
      case "error" -> error = Optional.of(tree(parser)).filter(it -> !it.isNull());
      case "usage" -> usage = Usages.of(tree(parser)).or(() -> usage);
      case "status" -> status = Optional.ofNullable(parser.getValueAsString());
      case "choices" -> choices = children(parser);
      case "output" -> output = children(parser) >= 0;
      case "data" -> data(parser);
      default -> parser.skipChildren();
    }
  }

  private static JsonNode tree(JsonParser parser) {
    return JSON.readTree(parser);
  }

  /// How many values an array has, or -1 when it is none.
  private static int children(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return -1;
    }
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      parser.skipChildren();
      count++;
    }
    return count;
  }

  private void data(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      vectors++;
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        vector(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void vector(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      var first = parser.nextToken();
      switch (name) {
        case "index" -> indexes.add(parser.getValueAsInt(-1));
        case "embedding" ->
            dimensions.add(
                first == JsonToken.VALUE_STRING
                    ? dimensions(parser.getStringLength(), parser.getString())
                    : children(parser));
        default -> parser.skipChildren();
      }
    }
  }

  /// Of a vector in base64: four bytes to a number, three bytes to four letters.
  private static int dimensions(int letters, String base64) {
    int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
    return (letters / 4 * 3 - padding) / Float.BYTES;
  }

  Optional<JsonNode> error() {
    return error;
  }

  /// The last usage that was told.
  Optional<Usage> usage() {
    return usage;
  }

  /// What is wrong with it as an answer to that request; empty when it is one.
  Optional<String> flaw(RequestBody request) {
    return switch (request.endpoint()) {
      case CHAT -> choices > 0 ? Optional.empty() : Optional.of("it has no choices");
      case RESPONSES -> {
        boolean ended =
            status.map(it -> it.equals("completed") || it.equals("incomplete")).orElse(output);
        yield ended ? Optional.empty() : Optional.of("its status is " + status.orElse("not told"));
      }
      case EMBEDDINGS -> vectorFlaw(request);
    };
  }

  private Optional<String> vectorFlaw(RequestBody request) {
    if (vectors != request.inputs()) {
      return Optional.of("%d vectors for %d inputs".formatted(vectors, request.inputs()));
    }
    boolean isEachThere =
        indexes.size() == vectors && indexes.first() == 0 && indexes.last() == vectors - 1;
    if (!indexes.isEmpty() && !isEachThere) {
      return Optional.of("its vectors have the indexes of others");
    }
    if (dimensions.size() != 1 || dimensions.first() < 1) {
      return Optional.of("its vectors have %s dimensions".formatted(dimensions));
    }
    var asked = request.dimensions();
    return asked.isPresent() && asked.getAsLong() != dimensions.first()
        ? Optional.of(
            "%d dimensions instead of %d".formatted(dimensions.first(), asked.getAsLong()))
        : Optional.empty();
  }
}
