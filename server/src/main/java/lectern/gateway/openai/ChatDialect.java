package lectern.gateway.openai;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The chunks of a chat completion: each choice ends in a finish reason, then perhaps comes the
/// usage in a chunk without choices, then perhaps `[DONE]`.
final class ChatDialect implements Dialect {
  private final int choices;
  private final Map<Integer, String> reasons = new TreeMap<>();

  ChatDialect(int choices) {
    this.choices = choices;
  }

  @Override
  public Part hear(JsonNode event) {
    if (event.hasNonNull("error")) {
      return Part.ERROR;
    }
    var part =
        event.path("choices").isEmpty() && event.hasNonNull("usage") ? Part.USAGE : Part.FILLER;
    for (var choice : event.path("choices")) {
      if (choice.path("finish_reason").isString()) {
        reasons.put(choice.path("index").asInt(0), choice.path("finish_reason").stringValue());
        part = Part.PIECE;
      }
      if (says(choice.path("delta"))) {
        part = Part.PIECE;
      }
    }
    return part;
  }

  /// Whether there is more in it than who speaks.
  private static boolean says(JsonNode delta) {
    return delta
        .propertyStream()
        .anyMatch(field -> !field.getKey().equals("role") && !isNothing(field.getValue()));
  }

  private static boolean isNothing(JsonNode value) {
    return value.isNull()
        || (value.isContainer() && value.isEmpty())
        || (value.isString() && value.stringValue().isEmpty());
  }

  @Override
  public JsonNode head(JsonNode event) {
    return event;
  }

  @Override
  public boolean isComplete() {
    return reasons.size() >= choices;
  }

  @Override
  public List<String> finishReasons() {
    return List.copyOf(reasons.values());
  }

  @Override
  public Optional<String> farewell() {
    return Optional.of(DONE);
  }
}
